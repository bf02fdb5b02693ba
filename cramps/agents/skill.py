"""The page that teaches an agent the command line: a SKILL.md. Every command on it runs in the tests."""

from typing import Final

SKILL: Final = """\
---
name: cramps
description: Look up which disorders cause muscle cramps, why, what tells them apart, which test settles \
it, what helps and what harms; rank a patient's findings; check medicines. Offline, every statement with \
its source. Use for questions on cramps, fasciculations, spasms, tetany, myotonia or exertional muscle pain.
---

# cramps

A command line over a cited knowledge base. A reference, not a diagnosis: it ranks what fits and says why;
a clinician decides.

## When to use

- A question on cramps or their causes, tests, treatments or doses: `ask`.
- A patient's findings: `ddx`, then `next`. Pass on `red_flags` first, whatever the ranking says.
- Two disorders that look alike: `compare`. A list of medicines: `drugs --check`.
- Not for: other complaints, a dose for one person, reassurance.

## Rules

- Add `--json` to every command and read stdout; notes and errors go to stderr, one line each.
- Say the sources (`PMID:...`, `DOI:...`); never add a figure that is not in the answer.
- Tell what stands under `unrecognised`: it was left out. `did_you_mean` has words that are known.
- Words may be lay words, ids, HPO, ORPHA or OMIM codes, in either spelling.
- `probability` is the share of a model, with `low` and `high`; "none of these" is a candidate too.

## Commands

```sh
cramps ask "mexiletine dose als" --json                  # cited statements
cramps ddx "cramps and dark urine after exercise, CK 3000, 30" --top 3 --json
cramps ddx --symptom cramps --sign fasciculations --absent "sensory loss" --age 58 --json
cramps next --symptom cramps --sign fasciculations --top 2 --json
cramps next --split als kennedy --json                   # what separates them
cramps compare als kennedy --differing --json
cramps show mcardle --section treatments --json          # one part; without it the whole entry
cramps find --symptom fasciculations --result ck-raised --json
cramps drugs --check furosemide salbutamol atorvastatin --json
cramps symptoms "charley horse" --json                   # what a word is taken for
cramps tests emg --json
cramps treatments quinine --json
cramps search forearm lactate --limit 5 --json           # full text
cramps sources PMID:29510461 --json                      # a source, and what cites it
cramps workup --json                                     # how to approach a patient, step by step
cramps list --json                                       # all disorders, with their groups
```

## Exit codes

| code | meaning |
|---|---|
| 0 | done |
| 1 | nothing of that name, or nothing matched; `did_you_mean` may help |
| 2 | wrong usage |
| 3 | the knowledge base is invalid |
| 130 | interrupted |

With `--json` an error is `{"error": {"code", "message", "did_you_mean"}}` on stderr.

`cramps COMMAND --help` tells all options. Agents that speak MCP: `cramps mcp`.
"""
