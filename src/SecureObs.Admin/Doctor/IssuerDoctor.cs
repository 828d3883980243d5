using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace SecureObs.Admin.Doctor;

/// <summary>Whether people can sign in: the registration, and whether its issuer can be reached from here.</summary>
internal static class IssuerDoctor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<Diagnosis> ExamineAsync(IConfiguration configuration, CancellationToken ct)
    {
        const string what = "sign-in";
        var (instance, tenant, client) = (configuration["AzureAd:Instance"], configuration["AzureAd:TenantId"], configuration["AzureAd:ClientId"]);
        if (!Uri.TryCreate(instance, UriKind.Absolute, out var address) || string.IsNullOrEmpty(tenant) || !Guid.TryParse(client, out _))
            return Diagnosis.Bad(what, "AzureAd:Instance, AzureAd:TenantId and AzureAd:ClientId must name the app registration of the API.");
        var document = new Uri(address, $"{tenant}/v2.0/.well-known/openid-configuration");
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            using var answer = JsonDocument.Parse(await http.GetStringAsync(document, ct));
            return answer.RootElement.TryGetProperty("jwks_uri", out _)
                ? Diagnosis.Good(what, $"{address.Host} answers")
                : Diagnosis.Bad(what, $"{document} is no discovery document: check AzureAd:Instance and AzureAd:TenantId.");
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return Diagnosis.Doubtful(what, $"{document} cannot be read from here: {fault.Message} Nobody can sign in until it can; pipelines can work.");
        }
    }
}
