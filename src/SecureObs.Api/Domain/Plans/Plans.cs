namespace SecureObs.Api.Domain.Plans;

internal static class Plans
{
    public static IServiceCollection AddPlans(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(PlanSettings.Read(configuration))
        .AddSingleton<TenantPlan>()
        .AddSingleton<PlanLimits>();
}
