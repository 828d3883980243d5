using System.Collections.Concurrent;
using System.Diagnostics;

namespace SecureObs.Bench.Upgrade;

/// <summary>The API of a release in a process of its own. It ends with us.</summary>
internal sealed class ReleaseProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = [];

    private ReleaseProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Its log, from warnings on.</summary>
    public IReadOnlyList<string> Said => [.. said];

    /// <summary>Why it did not start, in its own words; null when it serves.</summary>
    public string? Refused { get; private set; }

    public static async Task<ReleaseProcess> StartAsync(ReleaseBuild build, int port, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [build.Host, build.ContentRoot]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var address = new Uri($"http://127.0.0.1:{port}");
        start.Environment["Urls"] = address.ToString();
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        var started = new ReleaseProcess(new Process { StartInfo = start }, address);
        await started.ServesAsync();
        return started;
    }

    private async Task ServesAsync()
    {
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience && !process.HasExited; await Task.Delay(50))
        {
            try
            {
                if ((await http.GetAsync("/health/ready")).IsSuccessStatusCode)
                    return;
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                // It starts.
            }
        }
        Refused = said.FirstOrDefault(line => line.Contains("Refusing", StringComparison.Ordinal)) ?? string.Join('\n', said.TakeLast(10));
        Kill();
    }

    private void Hear(object _, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
            said.Enqueue(text);
    }

    private void Kill()
    {
        if (!process.HasExited)
            process.Kill();
    }

    /// <summary>Asks it to end; what it has begun it finishes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.StandardInput.Close();
        using var late = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(late.Token).ContinueWith(_ => Kill(), CancellationToken.None, TaskContinuationOptions.NotOnRanToCompletion, TaskScheduler.Default)
            .ContinueWith(_ => { }, TaskScheduler.Default);
        process.Dispose();
    }
}
