using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Features.Views;

/// <summary>Views of the findings: a filter and an order by name, of one person or of the whole organisation.</summary>
internal static class ViewsFeature
{
    public static void MapViews(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/api/tenants/{tenantId}/views").WithTags("Views").RequireAuthorization(Rules.Member);
        own.MapListViews();
        own.MapCreateView(ViewOwner.Caller);
        own.MapReplaceView(ViewOwner.Caller);
        own.MapDeleteView(ViewOwner.Caller);

        // A rule of its own: who may triage findings may share how to look at them.
        var shared = app.MapGroup("/api/tenants/{tenantId}/shared-views").WithTags("Views").RequireAuthorization(Rules.Member);
        shared.MapCreateView(ViewOwner.Tenant);
        shared.MapReplaceView(ViewOwner.Tenant);
        shared.MapDeleteView(ViewOwner.Tenant);
    }
}
