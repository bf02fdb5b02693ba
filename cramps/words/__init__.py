"""What people and programs write -> ids."""
