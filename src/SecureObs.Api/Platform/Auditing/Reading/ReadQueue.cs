using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace SecureObs.Api.Platform.Auditing.Reading;

/// <summary>Entries on their way to the writer, in memory. What does not fit is counted for each tenant.</summary>
internal sealed class ReadQueue(AuditMetrics metrics, ReadOptions options)
{
    private readonly Channel<ReadEntry> channel = Channel.CreateBounded<ReadEntry>(
        new BoundedChannelOptions(options.QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly ConcurrentDictionary<Guid, int> dropped = new();

    public void Add(ReadEntry entry)
    {
        if (!channel.Writer.TryWrite(entry))
            Drop(entry.TenantId, 1);
    }

    public List<ReadEntry> Take(int most)
    {
        var entries = new List<ReadEntry>();
        while (entries.Count < most && channel.Reader.TryRead(out var entry))
            entries.Add(entry);
        return entries;
    }

    public void Drop(Guid tenant, int count)
    {
        metrics.ReadsDropped(count);
        PutBack(tenant, count);
    }

    /// <summary>Whose loss is not yet told.</summary>
    public ICollection<Guid> TenantsWithLoss => dropped.Keys;

    public bool TakeLoss(Guid tenant, [NotNullWhen(true)] out int? count)
    {
        var found = dropped.TryRemove(tenant, out var lost);
        count = found ? lost : null;
        return found;
    }

    public void PutBack(Guid tenant, int count) => dropped.AddOrUpdate(tenant, count, (_, before) => before + count);
}
