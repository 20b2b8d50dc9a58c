"""The register of personal data in the window: a pupil's consents and requests, breaches, papers."""
