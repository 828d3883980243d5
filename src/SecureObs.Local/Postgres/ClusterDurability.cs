namespace SecureObs.Local.Postgres;

internal enum ClusterDurability
{
    /// <summary>For tests and checks: nothing is flushed to disk, and all of it is deleted at the end.</summary>
    ThrowAway,

    Kept,
}
