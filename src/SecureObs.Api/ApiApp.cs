using System.Text.Json;
using Microsoft.AspNetCore.HostFiltering;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Archiving;
using SecureObs.Api.Features.ApiKeys;
using SecureObs.Api.Features.Archives;
using SecureObs.Api.Features.Audit;
using SecureObs.Api.Features.Erasure;
using SecureObs.Api.Features.Billing;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Findings.Exports;
using SecureObs.Api.Domain.Plans;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Features.Gates;
using SecureObs.Api.Features.Identity;
using SecureObs.Api.Features.Infrastructure;
using SecureObs.Api.Features.Invitations;
using SecureObs.Api.Features.Keyless;
using SecureObs.Api.Features.Members;
using SecureObs.Api.Features.Notifications;
using SecureObs.Api.Features.Overview;
using SecureObs.Api.Features.Projects;
using SecureObs.Api.Features.Retention;
using SecureObs.Api.Features.Runs;
using SecureObs.Api.Features.Scanners;
using SecureObs.Api.Features.Secrets;
using SecureObs.Api.Features.Suppressions;
using SecureObs.Api.Features.Tenants;
using SecureObs.Api.Features.Views;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Limits;
using SecureObs.Api.Platform.Secrets;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Platform.Telemetry;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;
using SecureObs.Api.Platform.Transport.Answers;

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
        builder.WebHost.ConfigureKestrel(ServerLimits.Apply);
        configure?.Invoke(builder);

        var transport = TransportSettings.Read(builder.Configuration, builder.Environment);
        PlainLogs.Use(builder.Services);
        builder.AddCredentials();
        builder.AddSigning();
        builder.AddSecrets();
        builder.AddTelemetry();
        builder.Services
            .AddRules(ManagementPort.AddTo(builder))
            .AddFindings(builder.Configuration)
            .AddPlans(builder.Configuration)
            .AddScoped<Detection>()
            .AddScoped<CompleteResult>()
            .AddScoped<ApiKeyIssue>()
            .AddScoped<TenantCreation>()
            .AddScoped<InvitationIssue>()
            .AddScoped<InvitationEntry>()
            .AddScoped<InvitationUse>()
            .AddScoped<OpenInvitations>()
            .AddScoped<MemberDeparture>()
            .AddBilling(builder.Configuration)
            .AddSuppressions()
            .AddGates()
            .AddInfrastructure()
            .AddKeyless(builder.Configuration)
            .AddNotifications(builder.Configuration)
            .AddErasure()
            .AddRetention()
            .AddScoped<IArchivePart, ArchivedTrail>()
            .AddScoped<IArchivePart, ArchivedFindings>()
            .AddArchives()
            .AddErrors()
            .AddTenancy()
            .Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = ["*"])   // RequestRules asks, so that its answer has our headers
            .AddCorsOrigins(builder.Configuration, builder.Environment)
            .AddRequestBodies()
            .AddAnswerCompression()
            .AddRateLimits(builder.Configuration)
            .AddHealth()
            .AddAudit(builder.Configuration, builder.Environment)
            .AddValidation()
            .AddOpenApiDocument()
            .ConfigureHttpJsonOptions(json =>
            {
                json.SerializerOptions.MaxDepth = 32;
                json.SerializerOptions.AllowDuplicateProperties = false;
                json.SerializerOptions.RespectRequiredConstructorParameters = true;
                json.SerializerOptions.RespectNullableAnnotations = true;
                json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
                json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            });

        var app = builder.Build();
        app.UseForwardedAddresses(transport);
        app.UseSecurityHeaders(Dashboard.Issuer(app.Configuration), transport);
        app.UseRequestLog();
        app.UseErrors();
        app.UseManagementPort();
        app.UseRequestRules(transport);
        app.UseDashboardFiles();
        app.UseResponseCompression();   // an exception behind it is answered before it, plain
        app.UseCors();
        app.UseGuessingLimit();
        app.UseAuthentication();
        app.UseCallerLimits();
        app.UseAuthorization();
        app.UseRequestBodies();
        app.UseHeldAnswers();

        app.MapHealth();
        app.MapSigningKeys();
        SecurityTxt.Map(app);
        var features = app.MapGroup("").RefuseOwnKeys();
        features.MapTenants();
        features.MapMembers();
        features.MapInvitations();
        features.MapOverview();
        features.MapProjects();
        features.MapScanners();
        features.MapRuns();
        features.MapFindings();
        features.MapIdentity();
        features.MapViews();
        features.MapSuppressions();
        features.MapGates();
        features.MapInfrastructure();
        features.MapApiKeys();
        features.MapKeyless();
        features.MapSecretHashKey();
        features.MapAuditTrail();
        features.MapErasure();
        features.MapRetention();
        features.MapArchives();
        features.MapNotifications();
        features.MapBilling();
        map?.Invoke(app);
        app.MapDashboard();
        return app;
    }
}
