namespace SecureObs.Api.Features.Notifications.Messages;

/// <summary>Addresses of the dashboard: made of ids alone. None without the operator's setting.</summary>
internal sealed class DashboardLinks(NotificationSettings settings)
{
    public string? Tenant(Guid tenant) => At($"/tenants/{tenant}");

    public string? Project(Guid tenant, Guid project) => At($"/tenants/{tenant}/projects/{project}");

    public string? Run(Guid tenant, Guid project, Guid run) => At($"/tenants/{tenant}/projects/{project}/runs/{run}");

    public string? Finding(Guid tenant, Guid finding) => At($"/tenants/{tenant}/findings/{finding}");

    public string? Suppressions(Guid tenant) => At($"/tenants/{tenant}/suppressions");

    public string? Keys(Guid tenant) => At($"/tenants/{tenant}/api-keys");

    private string? At(string path) => settings.DashboardUrl is { } url ? url + path : null;
}
