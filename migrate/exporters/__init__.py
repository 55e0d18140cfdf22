"""Writers of targets. Each turns records into the bytes of one format; none touches the disk."""
