namespace SecureObs.Api.Features.Findings.Ingest.Turns;

/// <summary>
/// Whose findings are stored next. Each tenant has a queue of its own, and the tenants take turns: however much one of them
/// sends, another one's report waits for one part of it, not for all. Of this process; what is shared is the database.
/// </summary>
internal sealed class IngestTurns(IngestSettings settings, IngestMetrics metrics)
{
    /// <summary>Of one tenant.</summary>
    private sealed class Line
    {
        public Queue<TaskCompletionSource> Waiting { get; } = new();
        public int Running { get; set; }
    }

    /// <summary>How many tenants are known at the moment: those that store or wait.</summary>
    internal int Tenants => lines.Count;

    private readonly Lock access = new();
    private readonly Dictionary<Guid, Line> lines = [];
    /// <summary>Tenants that wait, in the order of their turns.</summary>
    private readonly LinkedList<Guid> order = new();
    private int running;

    /// <summary>Waits until it is this tenant's turn; the turn ends when what is returned is disposed of.</summary>
    public async Task<IDisposable> TakeAsync(Guid tenant, CancellationToken ct)
    {
        if (Join(tenant) is { } wait)
        {
            metrics.Waiting(1);
            try
            {
                await wait.Task.WaitAsync(ct);
            }
            catch (OperationCanceledException)
            {
                // Its turn may have come in the same moment: then it is passed on.
                if (!wait.TrySetCanceled(ct))
                    Leave(tenant);
                throw;
            }
            finally
            {
                metrics.Waiting(-1);
            }
        }
        metrics.Running(1);
        return new Turn(this, tenant);
    }

    /// <returns>Null when it is its turn at once.</returns>
    private TaskCompletionSource? Join(Guid tenant)
    {
        lock (access)
        {
            if (!lines.TryGetValue(tenant, out var line))
                lines.Add(tenant, line = new());
            if (running < settings.AtOnce && line.Running < settings.AtOncePerTenant && line.Waiting.Count == 0)
            {
                (running, line.Running) = (running + 1, line.Running + 1);
                return null;
            }
            var wait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (line.Waiting.Count == 0)
                order.AddLast(tenant);
            line.Waiting.Enqueue(wait);
            return wait;
        }
    }

    private void End(Guid tenant)
    {
        metrics.Running(-1);
        Leave(tenant);
    }

    private void Leave(Guid tenant)
    {
        lock (access)
        {
            (running, lines[tenant].Running) = (running - 1, lines[tenant].Running - 1);
            Forget(tenant);
            while (running < settings.AtOnce && Next() is { } next)
            {
                // Who gave up meanwhile does not get it.
                if (next.Wait.TrySetResult())
                    (running, next.Line.Running) = (running + 1, next.Line.Running + 1);
                Forget(next.Tenant);
            }
        }
    }

    /// <summary>A tenant that has nothing to do takes no memory.</summary>
    private void Forget(Guid tenant)
    {
        if (lines[tenant] is { Running: 0, Waiting.Count: 0 })
            lines.Remove(tenant);
    }

    /// <summary>The first tenant that may; it goes to the end if more of it wait.</summary>
    private (Guid Tenant, TaskCompletionSource Wait, Line Line)? Next()
    {
        for (var tenant = order.First; tenant is not null; tenant = tenant.Next)
        {
            var line = lines[tenant.Value];
            if (line.Running >= settings.AtOncePerTenant)
                continue;
            order.Remove(tenant);
            var wait = line.Waiting.Dequeue();
            if (line.Waiting.Count > 0)
                order.AddLast(tenant.Value);
            return (tenant.Value, wait, line);
        }
        return null;
    }

    private sealed class Turn(IngestTurns turns, Guid tenant) : IDisposable
    {
        private int over;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref over, 1) == 0)
                turns.End(tenant);
        }
    }
}
