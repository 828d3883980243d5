using System.Collections;
using System.Globalization;
using System.Text;
using SecureObs.Api.Platform;
using SecureObs.Masking;

namespace SecureObs.Api.Tests.Conventions.Configuration;

/// <param name="Key">As in appsettings.json, levels apart by ':'.</param>
/// <param name="IsSecret">Then it can be given as KeyFile, too.</param>
internal sealed record SettingRow(string Key, string Type, string Default, string Meaning, bool IsSecret = false);

/// <summary>docs/configuration.md: made of the records that settings are read into, and of what frameworks read for us.</summary>
internal static class ConfigurationPage
{
    /// <summary>What ASP.NET Core and the sign-in read by themselves, or we read as a single value.</summary>
    public static readonly SettingRow[] Others =
    [
        new("AllowedHosts", "text", "none: must be set outside Development", "The names under which the installation is reached, separated by `;`: `app.example.com;*.example.org`."),
        new("ConnectionStrings:SecureObs", "text", "none: must be set", "Connects as `secureobs_api`: `Host=db;Database=secureobs;Username=secureobs_api;SSL Mode=VerifyFull`. Leave the password out and give `Database:PasswordFile`."),
        new("ConnectionStrings:SecureObsStandby", "text", "none", "A standby of the same database, for reads that may be late; as the same role, with the same password."),
        new("AzureAd:Instance", "URL", "`https://login.microsoftonline.com/`", "Microsoft's cloud; no other issuer is trusted in Production."),
        new("AzureAd:TenantId", "text", "`common`", "The directory whose people may sign in; `common` for those of any, who see nothing until somebody invites them."),
        new("AzureAd:ClientId", "GUID", "a placeholder: must be set", "The app registration of the API."),
        new("Spa:ClientId", "GUID", "a placeholder: must be set", "The app registration of the dashboard."),
        new("Plans:GracePercent", "number", "`10`", "How far above its plan's findings an organisation may go before new ones are refused."),
        new("Logging:LogLevel:CATEGORY", "word", "`Information`", "`Trace`, `Debug`, `Information`, `Warning`, `Error` of what a part writes; `Default` for all."),
        new("Logging:Console:FormatterName", "word", "`simple`", "`json` for collectors, `systemd` for the journal."),
        new("Kestrel:Endpoints:NAME:Url", "URL", "none", "Where the API listens, when `ASPNETCORE_URLS` is not enough; `Kestrel:Endpoints:NAME:Certificate:Path` and `:KeyPath` give it a certificate."),
    ];

    /// <summary>Variables that have no other spelling.</summary>
    public static readonly SettingRow[] Variables =
    [
        new("ASPNETCORE_ENVIRONMENT", "word", "`Production`", "`Development` is for this machine alone: it lets local sign-in and plain HTTP in."),
        new("ASPNETCORE_URLS", "URLs", "`http://localhost:5000`", "Where the API listens; a proxy with TLS stands in front."),
        new("OTEL_EXPORTER_OTLP_ENDPOINT", "URL", "none", "As `Telemetry:OtlpEndpoint`, with the other `OTEL_` variables of the standard."),
        new("DOTNET_gcServer", "`1`", "none", "More memory for more throughput, on machines with many processors."),
    ];

    /// <summary>What secureobs-admin takes from the environment. All of them can be given as NAME_FILE.</summary>
    public static readonly SettingRow[] Operators =
    [
        new("SECUREOBS_ADMIN_DB", "text", "none", "How `secureobs-admin` connects: as an administrator of the server for `setup` and `backup-role`, else as `secureobs_migrator`."),
        new("SECUREOBS_ADMIN_PASSWORD", "secret", "none", "Its password, when the connection string has none."),
        new("SECUREOBS_MIGRATOR_PASSWORD", "secret", "none", "What `setup` sets for `secureobs_migrator`."),
        new("SECUREOBS_API_PASSWORD", "secret", "none", "What `setup` sets for `secureobs_api`."),
        new("SECUREOBS_BACKUP_PASSWORD", "secret", "none", "What `backup-role` sets for `secureobs_backup`."),
        new("SECUREOBS_API_DB", "text", "none", "The connection that `isolation verify` attacks with."),
    ];

    public static IReadOnlyList<SettingRow> Rows() =>
        [.. SettingsSources.Sections().SelectMany(each => Rows(each.Record, Activator.CreateInstance(each.Record), $"{each.Section}:", "")).Concat(Others).OrderBy(row => row.Key, StringComparer.Ordinal)];

    /// <summary>Whether the key, or a section of that name, is on the page; a list or table has it at any place.</summary>
    public static bool Has(string key) => Rows().Concat(Variables).Select(row => row.Key.Split(" …")[0]).Any(known =>
        known.Equals(key, StringComparison.OrdinalIgnoreCase) || known.StartsWith($"{key}:", StringComparison.OrdinalIgnoreCase) || $"{known}File".Equals(key, StringComparison.OrdinalIgnoreCase)
        || (known.EndsWith(":0", StringComparison.Ordinal) && key.StartsWith(known[..^1], StringComparison.OrdinalIgnoreCase)));

    public static string Text()
    {
        var page = new StringBuilder("""
            # Configuration

            <!-- Written by ConfigurationPageTests of the records that settings are read into: APPROVE=1 rewrites it. -->

            Settings are read at start from `appsettings.json` beside the API, `appsettings.Production.json`, and the environment, where `:` is `__`: `Transport__KnownProxies__0=10.0.0.5`. The
            environment wins. A value that makes no sense, and in the sections below a name that nobody knows, stops the start with a sentence; `secureobs-admin doctor` looks before.

            **Secrets.** Each setting of type *secret* can be given by a file: `Database:PasswordFile=/run/secrets/api-password` in place of `Database:Password`. The file has the secret alone, and is
            refused when everybody may read it. systemd's `LoadCredential`, Docker's secrets and Kubernetes' volumes make such files.


            """.ReplaceLineEndings("\n"));
        Table(page, "API", Rows());
        Table(page, "Variables of the environment", Variables);
        page.Append("`ASPNETCORE_FORWARDEDHEADERS_ENABLED` is refused: it believes everybody. Name proxies in `Transport:KnownProxies`.\n\n");
        Table(page, "secureobs-admin", Operators);
        page.Append("Each can be given as `NAME_FILE`, the path of a file that holds it. The `secureobs` command: [cli.md](cli.md).\n");
        return page.ToString();
    }

    private static void Table(StringBuilder page, string heading, IEnumerable<SettingRow> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {heading}\n\n| setting | type | default | |\n|---|---|---|---|\n");
        foreach (var row in rows)
            page.Append(CultureInfo.InvariantCulture, $"| `{row.Key}`{(row.IsSecret ? $" or `{row.Key}File`" : "")} | {row.Type} | {row.Default} | {row.Meaning} |\n");
        page.Append('\n');
    }

    private static IEnumerable<SettingRow> Rows(Type record, object? usual, string prefix, string of)
    {
        foreach (var property in record.GetProperties().Where(property => property.CanWrite))
        {
            var (key, value, comment) = (prefix + property.Name, usual is null ? null : property.GetValue(usual), SettingsComments.Of(property) ?? "");
            var meaning = of.Length == 0 || comment.Length == 0 ? of + comment : $"{of} {comment}";
            if (property.PropertyType.Assembly == typeof(Settings).Assembly && property.PropertyType.IsClass)
            {
                foreach (var row in Rows(property.PropertyType, value, $"{key}:", meaning))
                    yield return row;
            }
            else
            {
                yield return new(
                    IsList(property.PropertyType) ? $"{key}:0 …" : IsTable(property.PropertyType) ? $"{key}:NAME" : key, Word(property.PropertyType),
                    SettingsComments.Default(property) ?? Default(value), meaning, property.PropertyType == typeof(SecretString));
            }
        }
    }

    private static string Default(object? value) => value switch
    {
        null or "" or ICollection { Count: 0 } => "none",
        bool on => on ? "`true`" : "`false`",
        _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
    };

    private static string Word(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { } secret when secret == typeof(SecretString) => "secret",
        { } text when text == typeof(string) || text == typeof(Uri) => "text",
        { } truth when truth == typeof(bool) => "`true` or `false`",
        { } time when time == typeof(TimeSpan) => "time, `0:00:30`",
        { IsEnum: true } word => string.Join(", ", Enum.GetNames(word).Select(name => $"`{name}`")),
        { } list when IsList(list) => "list of text",
        { } table when IsTable(table) => "text",
        _ => "number",
    };

    private static bool IsTable(Type type) => type.IsAssignableTo(typeof(IDictionary));

    private static bool IsList(Type type) => type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)) && !IsTable(type);
}
