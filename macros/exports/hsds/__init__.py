"""The partners of a guide as Open Referral HSDS 3.0; `docs/adapt/open-data.md` is the profile."""
