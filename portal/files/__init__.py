"""What an upload must pass, and where files are kept."""
