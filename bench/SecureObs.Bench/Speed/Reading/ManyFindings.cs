using System.Globalization;

namespace SecureObs.Bench.Speed.Reading;

/// <summary>Makes findings by SQL, past the API: see <c>findings.sql</c>. The host's tenant has a fifth of them.</summary>
internal static class ManyFindings
{
    public static async Task MakeAsync(TrialHost host, int count, int tenants)
    {
        using var file = new StreamReader(typeof(ManyFindings).Assembly.GetManifestResourceStream("findings.sql")!);
        var script = await file.ReadToEndAsync();
        await host.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
            set bench.findings = {count};
            set bench.tenants = {tenants};
            set bench.tenant = '{host.TenantId}';
            {script}
            """));
        await host.ExecuteAsync("vacuum analyze");
    }
}
