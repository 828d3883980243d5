using System.Collections.Concurrent;

namespace SecureObs.Bench.Soak;

/// <summary>What the pipelines have done together.</summary>
internal sealed class SoakWork
{
    private long requests;
    private long rows;

    public long Requests => Interlocked.Read(ref requests);
    public long Rows => Interlocked.Read(ref rows);
    public ConcurrentQueue<string> Errors { get; } = new();

    public void Did(int rowsOfRequest = 0)
    {
        Interlocked.Increment(ref requests);
        Interlocked.Add(ref rows, rowsOfRequest);
    }
}
