"""What each observation says of each disorder, whoever the patient is: chances, ratios, and the weights."""
