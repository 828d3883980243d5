using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using SecureObs.Api.Tests.Features.Keyless;
using SecureObs.Api.Tests.Infrastructure;
using YamlDotNet.Serialization;

namespace SecureObs.Api.Tests.Platform.Telemetry;

/// <summary>The dashboard and the alerts ask for metrics that the API has, and each alert has its runbook.</summary>
[Collection(nameof(Alone))]
public sealed partial class ObservabilityFilesTests(TestApi api)
{
    private static readonly string[] Meters = ["SecureObs.", "Npgsql", "Microsoft.AspNetCore.", "System.Runtime"];

    [Fact]
    public async Task Every_metric_that_is_asked_for_is_there()
    {
        // An API that has done something of everything: some metrics begin with their first use.
        var tenant = await api.NewTenantAsync();
        await (await tenant.PipelineAsync()).IngestAsync("universal", Rows.Universal(tenant.ProjectId, "run-1"));
        await api.ExchangeAsync(tenant.ProjectId, "x");
        var known = Known();
        var asked = Asked(Alerts().Select(alert => alert["expr"])).Concat(Asked(Panels())).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.Contains("secureobs_isolation_violations", asked);
        Assert.True(asked.Count > 12, string.Join(' ', asked));
        Assert.Empty(asked.Except(known));
        // Whatever is ours to watch is on the dashboard.
        Assert.Empty(known.Where(name => name.StartsWith("secureobs_", StringComparison.Ordinal) && !NotDrawn.Contains(name) && !name.EndsWith("_bucket", StringComparison.Ordinal) && !name.EndsWith("_sum", StringComparison.Ordinal))
            .Except(Asked(Panels())));
    }

    /// <summary>They say that all is well.</summary>
    private static readonly string[] NotDrawn =
    [
        "secureobs_audit_blocks_total", "secureobs_audit_checkpoints_sent_total", "secureobs_audit_entries_sealed_total", "secureobs_audit_reads_spooled_total", "secureobs_audit_reads_written_total",
    ];

    [Fact]
    public void Every_alert_has_its_runbook_and_every_runbook_its_alert()
    {
        var headings = File.ReadLines(Repository.Path("docs/runbooks.md")).Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]).ToList();
        Assert.Equal(Alerts().Select(alert => alert["alert"]).Order(StringComparer.Ordinal), headings.Order(StringComparer.Ordinal));
        Assert.All(Alerts(), alert => Assert.Equal($"docs/runbooks.md#{alert["alert"].ToLowerInvariant()}", alert["runbook"]));
    }

    private static List<Dictionary<string, string>> Alerts()
    {
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, List<Dictionary<string, object>>>>(File.ReadAllText(Repository.Path("deploy/observability/alerts.yml")));
        return [.. from rule in ((List<object>)file["groups"][0]["rules"]).Cast<Dictionary<object, object>>()
            let notes = (Dictionary<object, object>)rule["annotations"]
            select new Dictionary<string, string> { ["alert"] = $"{rule["alert"]}", ["expr"] = $"{rule["expr"]}", ["runbook"] = $"{notes["runbook"]}" }];
    }

    private static IEnumerable<string> Panels()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Repository.Path("deploy/observability/dashboard.json")));
        return [.. from panel in dashboard.RootElement.GetProperty("panels").EnumerateArray()
            from target in panel.GetProperty("targets").EnumerateArray()
            select target.GetProperty("expr").GetString()!];
    }

    /// <summary>Names of metrics in expressions: words with an underscore that are no label.</summary>
    private static IEnumerable<string> Asked(IEnumerable<string> expressions) =>
        expressions.SelectMany(expression => Name().Matches(Labels().Replace(expression, "")).Select(match => match.Value)).Where(word => word != "histogram_quantile").Distinct();

    /// <summary>As OpenTelemetry's rules for Prometheus name them: https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/</summary>
    private static HashSet<string> Known()
    {
        var names = new HashSet<string>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => names.UnionWith(Meters.Any(meter => instrument.Meter.Name.StartsWith(meter, StringComparison.Ordinal)) ? Names(instrument) : []) };
        listener.Start();
        return names;
    }

    private static IEnumerable<string> Names(Instrument instrument)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var name = instrument.Name.Replace('.', '_') + unit;
        var kind = instrument.GetType().Name;
        return kind.StartsWith("Histogram", StringComparison.Ordinal) ? [$"{name}_bucket", $"{name}_count", $"{name}_sum"]
            : kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("ObservableCounter", StringComparison.Ordinal) ? [$"{name}_total"] : [name];
    }

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|by \([^)]*\)")]
    private static partial Regex Labels();

    [GeneratedRegex("[a-z]+(?:_[a-z]+)+")]
    private static partial Regex Name();
}
