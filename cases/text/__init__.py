"""Pure text: folding, name keys, uncertain dates, masking. No models, no settings, no database."""
