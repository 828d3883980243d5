using System.Text.Json;
using SecureObs.Api.Features.ApiKeys;
using SecureObs.Api.Features.Audit;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Findings.Ingest;
using SecureObs.Api.Features.Gates;
using SecureObs.Api.Features.Projects;
using SecureObs.Api.Features.Runs;
using SecureObs.Api.Features.Scanners;
using SecureObs.Api.Features.Tenants;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Platform.Telemetry;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api;

/// <summary>The whole application, in the order in which a request meets it.</summary>
public static class ApiApp
{
    /// <param name="configure">What a host adds before the application is built, e.g. the local sign-in.</param>
    /// <param name="map">Endpoints that a host adds.</param>
    public static WebApplication Build(
        WebApplicationOptions options, Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateBuilder(options);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        configure?.Invoke(builder);

        PlainLogs.Use(builder.Services);
        builder.AddCredentials();
        builder.AddSigning();
        builder.Services
            .AddRules()
            .AddScoped<FindingIngest>()
            .AddScoped<ApiKeyIssue>()
            .AddErrors()
            .AddTenancy()
            .AddHealth()
            .AddAudit(builder.Configuration, builder.Environment)
            .AddValidation()
            .AddOpenApiDocument()
            .ConfigureHttpJsonOptions(json =>
            {
                json.SerializerOptions.MaxDepth = 32;
                json.SerializerOptions.RespectRequiredConstructorParameters = true;
                json.SerializerOptions.RespectNullableAnnotations = true;
                json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
                json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            });

        var app = builder.Build();
        app.UseSecurityHeaders(Dashboard.Issuer(app.Configuration));
        app.UseErrors();
        app.UseDashboardFiles();
        app.UseAuthentication();
        app.UseAuthorization();

        app.MapHealth();
        app.MapSigningKeys();
        app.MapMe();
        app.MapProjects();
        app.MapScanners();
        app.MapRuns();
        app.MapFindings();
        app.MapGates();
        app.MapApiKeys();
        app.MapAuditTrail();
        map?.Invoke(app);
        app.MapDashboard();
        return app;
    }
}
