using System.Diagnostics;
using SecureObs.Api.Platform.Signing;
using SecureObs.Local;
using SecureObs.Local.Start;

namespace SecureObs.Bench.Speed.Running;

/// <summary>
/// The API in a process of its own with its own garbage collector, on a free port. It is what SECUREOBS_API names, e.g. the assembly
/// that <c>tools/api/publish</c> makes, or else the one that was built with this.
/// </summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string? Given = Environment.GetEnvironmentVariable("SECUREOBS_API");
    private readonly Process process;

    private ApiProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public static string Kind => Given is null ? "JIT" : "SECUREOBS_API";

    public Uri Address { get; }

    public int Id => process.Id;

    /// <param name="database">The connection string of the runtime role.</param>
    /// <param name="keys">The directory of the keys that it signs with.</param>
    /// <returns>The process once it is ready, and milliseconds until then.</returns>
    /// <exception cref="InvalidOperationException">It ended, or was not ready within a minute.</exception>
    public static Task<(ApiProcess Api, double Milliseconds)> StartAsync(string database, string keys) =>
        StartAsync([Given ?? Path.Combine(AppContext.BaseDirectory, "SecureObs.Api.dll")], new()
        {
            ["ConnectionStrings__SecureObs"] = database,
            [Signing.DirectorySetting.Replace(":", "__", StringComparison.Ordinal)] = keys,
            ["Transport__AllowPlainHttp"] = "true",
            ["Limits__ApiKey__Burst"] = "1000000",
        });

    /// <summary>The same of an API that has nothing to do.</summary>
    public static Task<(ApiProcess Api, double Milliseconds)> StartEmptyAsync() => StartAsync([typeof(ApiProcess).Assembly.Location, EmptyApi.Command], []);

    private static async Task<(ApiProcess Api, double Milliseconds)> StartAsync(string[] arguments, Dictionary<string, string> environment)
    {
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Repository.PathOf("src", "SecureObs.Api"),   // small, and with the settings that are published
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Trial",
                ["Urls"] = address.ToString(),
                ["AllowedHosts"] = "127.0.0.1",
                ["Logging__LogLevel__Default"] = "None",
                ["Logging__LogLevel__Microsoft.AspNetCore"] = "None",
            },
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var started = Stopwatch.GetTimestamp();
        var api = new ApiProcess(Process.Start(start)!, address);
        try
        {
            await api.ReadyAsync();
            return (api, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        catch
        {
            await api.DisposeAsync();
            throw;
        }
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience && !process.HasExited; await Task.Delay(2))
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Nothing listens yet.
            }
        }
        throw new InvalidOperationException("The API did not get ready.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
