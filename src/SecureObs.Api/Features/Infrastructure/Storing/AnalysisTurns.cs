namespace SecureObs.Api.Features.Infrastructure.Storing;

/// <summary>One large graph is built at a time: several at once would need the memory of several.</summary>
internal sealed class AnalysisTurns : IDisposable
{
    private readonly SemaphoreSlim turns = new(1);

    public async Task<IDisposable> TakeAsync(CancellationToken ct)
    {
        await turns.WaitAsync(ct);
        return new Turn(turns);
    }

    public void Dispose() => turns.Dispose();

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
