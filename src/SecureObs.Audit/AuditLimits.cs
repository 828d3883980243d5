namespace SecureObs.Audit;

/// <summary>What no verification of an audit trail can see. Said every time, so that nobody trusts more than was proven.</summary>
public static class AuditLimits
{
    /// <param name="withCheckpoints">Whether outside checkpoints were compared.</param>
    /// <param name="keysOfTheFile">The keys were taken from the file that was verified.</param>
    /// <param name="filtered">Entries were left out on purpose.</param>
    public static IReadOnlyList<string> Of(bool withCheckpoints, bool keysOfTheFile = false, bool filtered = false)
    {
        var limits = new List<string>
        {
            "Entries are protected once they are sealed: what is changed or removed in the seconds before leaves no trace.",
            "An action that was never written is not missed.",
            "Whoever holds the signing key as well can write the chain anew; only checkpoints that were kept elsewhere show it.",
            withCheckpoints
                ? "What was cut off after the newest checkpoint does not show."
                : "No checkpoint was compared, so blocks that were cut off at the end do not show.",
            "Names of people are not sealed: they stay erasable.",
        };
        if (keysOfTheFile)
            limits.Insert(0, "The keys came from the file itself: this proves that it is consistent, not where it is from. Give --keys from the installation.");
        if (filtered)
            limits.Insert(0, "The export is filtered: entries that are not in it may have been left out or removed, and whoever edits the file can call it filtered.");
        return limits;
    }
}
