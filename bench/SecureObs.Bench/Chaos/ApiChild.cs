using System.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SecureObs.Api;
using SecureObs.Local;

namespace SecureObs.Bench.Chaos;

/// <summary>The API in a process of its own, so that it can be killed. Its settings come by its environment.</summary>
internal sealed class ApiChild(int port, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    public const string Command = "chaos-api";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly CancellationTokenSource ended = new();
    private Process? process;
    private Task watching = Task.CompletedTask;

    public Uri Address { get; } = new($"http://127.0.0.1:{port}");

    /// <summary>Of the process as it runs now.</summary>
    public int Id => process!.Id;

    /// <summary>Whenever it ends it is started again, as a service manager does: also when its database was away at its start.</summary>
    public void Start() => watching = WatchAsync();

    private async Task WatchAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            process = StartOne();
            await process.WaitForExitAsync();
            await Task.WhenAny(Task.Delay(Pause, ended.Token));
        }
    }

    private Process StartOne()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(ApiChild).Assembly.Location);
        start.ArgumentList.Add(Command);
        start.Environment["Urls"] = Address.ToString();
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits until it answers.</summary>
    public async Task ReadyAsync(CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready", stop);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                // It starts, or its database does.
            }
            await Task.WhenAny(Task.Delay(50, stop));
        }
    }

    /// <summary>SIGKILL: nothing is finished, nothing is flushed. It is started again.</summary>
    public async Task KillAsync()
    {
        var killed = process!;
        killed.Kill();
        await killed.WaitForExitAsync();
    }

    /// <summary>What the child does. It ends with its parent.</summary>
    public static async Task<int> RunAsync()
    {
        await using var app = ApiApp.Build(new() { EnvironmentName = "Trial", ContentRootPath = Path.Combine(Repository.Root, "src/SecureObs.Api") }, builder =>
        {
            builder.WebHost.UseUrls(builder.Configuration["Urls"]!);
            builder.Logging.SetMinimumLevel(LogLevel.None);
        });
        try
        {
            await app.StartAsync();
        }
        catch (NpgsqlException)
        {
            return 1;   // the database is away; whoever watches starts it again
        }
        var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
        _ = Task.Run(() =>
        {
            while (Console.In.Read() >= 0)
            {
            }
            lifetime.StopApplication();
        });
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Asks it to end, and ends it when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        process?.StandardInput.Close();
        if (await Task.WhenAny(watching, Task.Delay(TimeSpan.FromSeconds(15))) != watching)
            process?.Kill();
        await watching;
    }
}
