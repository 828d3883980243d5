namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>Tells a pipeline in a header that the plan is used up: bodies are a contract of published clients, which pass headers over.</summary>
internal static class PlanNotice
{
    public const string Header = "SecureObs-Plan-Notice";

    public static void Write(HttpContext context, string? notice)
    {
        if (notice is not null)
            context.Response.Headers[Header] = notice;
    }
}
