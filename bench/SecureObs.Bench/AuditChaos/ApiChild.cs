using System.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SecureObs.Api;
using SecureObs.Local;

namespace SecureObs.Bench.AuditChaos;

/// <summary>The API in a process of its own, so that it can be killed. Its settings come by its environment.</summary>
internal sealed class ApiChild(int port, IReadOnlyDictionary<string, string> settings) : IDisposable
{
    public const string Command = "audit-chaos-api";
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{port}");

    public void Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(ApiChild).Assembly.Location);
        start.ArgumentList.Add(Command);
        start.Environment["Urls"] = Address.ToString();
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        process = Process.Start(start);
    }

    /// <summary>SIGKILL: nothing is finished, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>What the child does. It ends with its parent.</summary>
    public static async Task<int> RunAsync()
    {
        await using var app = ApiApp.Build(new() { EnvironmentName = "Trial", ContentRootPath = Path.Combine(Repository.Root, "src/SecureObs.Api") }, builder =>
        {
            builder.WebHost.UseUrls(builder.Configuration["Urls"]!);
            builder.Logging.SetMinimumLevel(LogLevel.None);
        });
        await app.StartAsync();
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

    public void Dispose()
    {
        if (process is null)
            return;
        process.StandardInput.Close();
        process.WaitForExit(TimeSpan.FromSeconds(15));
        process.Dispose();
    }
}
