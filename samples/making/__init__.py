"""What makes the sample office: people, dates as offices write them, page layouts and file writers. Nothing here uses skj."""
