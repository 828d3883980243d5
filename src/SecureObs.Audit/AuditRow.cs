namespace SecureObs.Audit;

/// <summary>An entry as it was found.</summary>
/// <param name="Entry">Null when what stands there is no entry at all, e.g. a number where the product writes text.</param>
/// <param name="Place">Where the database says it belongs; a file does not say it.</param>
public sealed record AuditRow(Guid Id, AuditEntry? Entry, XidPlace? Place = null)
{
    /// <summary>Null also when it cannot have been sealed like this.</summary>
    public byte[]? Leaf()
    {
        try
        {
            return Entry?.Leaf();
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentException)
        {
            return null;
        }
    }
}

/// <param name="Epoch">The cluster that gave out the transaction id.</param>
public readonly record struct XidPlace(long Epoch, long Xid);
