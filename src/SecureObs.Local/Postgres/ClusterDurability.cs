namespace SecureObs.Local.Postgres;

internal enum ClusterDurability
{
    /// <summary>For tests and checks: nothing is flushed to disk, and all of it is deleted at the end.</summary>
    ThrowAway,

    /// <summary>For measurements: flushed to disk as a real one and set up as one of its size, and deleted at the end.</summary>
    Measured,

    /// <summary>For drills of backups: flushed, and each piece of its log is copied beside it; deleted at the end.</summary>
    Archived,

    Kept,
}
