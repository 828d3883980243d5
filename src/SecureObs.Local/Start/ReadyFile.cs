using System.Text.Json;
using SecureObs.Local.Demo;

namespace SecureObs.Local.Start;

/// <summary>Tells other programs that this host is up and how to reach it; gone as soon as it is not.</summary>
internal sealed class ReadyFile : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };
    private readonly string path;

    private ReadyFile(string path) => this.path = path;

    public static async Task<ReadyFile> WriteAsync(string path, LocalAddress address, string apiKey, CancellationToken ct)
    {
        var text = JsonSerializer.Serialize(new
        {
            dashboardUrl = address.Dashboard,
            apiUrl = address.Api,
            tenantId = DemoTenant.Contoso.Id,
            projectId = DemoTenant.Project,
            apiKey,
        }, Json);
        await PrivateFile.WriteAsync(path, text + "\n", ct);
        return new(path);
    }

    public void Dispose() => File.Delete(path);
}
