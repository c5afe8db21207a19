"""Every printed document: plain views in, PDF bytes out, no Qt and no database."""
