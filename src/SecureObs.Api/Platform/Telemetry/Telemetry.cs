using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SecureObs.Api.Platform.Telemetry;

/// <summary>
/// Traces, metrics and logs by OpenTelemetry. Off until configured: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> (with the other
/// variables of the standard) or <c>Telemetry:OtlpEndpoint</c> sends them there, <c>Telemetry:Console</c> prints them.
/// What they may hold: <see cref="PlainSpans"/> and <see cref="PlainLogs"/>.
/// </summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private sealed record Section
    {
        /// <summary>Where metrics, traces and logs are sent by OTLP, such as http://127.0.0.1:4317. Off until set.</summary>
        public string? OtlpEndpoint { get; init; }

        /// <summary>Whether metrics, traces and logs are printed, for a trial.</summary>
        public bool Console { get; init; }
    }

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var section = Settings.Read<Section>(configuration, "Telemetry");
        if (section.OtlpEndpoint is { Length: > 0 } own)
            configuration[Endpoint] = own;
        var (otlp, console) = (!string.IsNullOrEmpty(configuration[Endpoint]), section.Console);
        if (!otlp && !console)
            return builder;

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("secureobs-api", autoGenerateServiceInstanceId: true))
            .WithTracing(tracing =>
            {
                tracing.AddAspNetCoreInstrumentation(options => options.RecordException = false)
                    .AddHttpClientInstrumentation(options => options.RecordException = false)
                    .AddSource("Npgsql", PlainSpans.SourceName)
                    .AddProcessor(new PlainSpans());
                if (otlp)
                    tracing.AddOtlpExporter();
                if (console)
                    tracing.AddConsoleExporter();
            })
            .WithMetrics(metrics =>
            {
                metrics.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation().AddMeter("Npgsql", "SecureObs.*");
                if (otlp)
                    metrics.AddOtlpExporter();
                if (console)
                    metrics.AddConsoleExporter();
            })
            .WithLogging(logging =>
            {
                if (otlp)
                    logging.AddOtlpExporter();
                if (console)
                    logging.AddConsoleExporter();
            }, options => options.IncludeScopes = false);
        return builder;
    }
}
