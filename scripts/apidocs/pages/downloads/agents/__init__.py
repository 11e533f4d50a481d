"""Files that let an AI agent use an API: a server of the Model Context Protocol, and a skill."""
