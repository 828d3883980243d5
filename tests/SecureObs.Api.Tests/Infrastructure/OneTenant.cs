namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>One tenant for all cases of a table, none of which changes it.</summary>
public sealed class OneTenant(TestApi api) : IAsyncLifetime
{
    internal TestTenant Tenant { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Tenant = await api.NewTenantAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
