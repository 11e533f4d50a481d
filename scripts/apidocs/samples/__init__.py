"""Samples: the neutral request written down in one language each."""
