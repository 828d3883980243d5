using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Masking;

namespace SecureObs.Api.Tests.Conventions;

/// <summary>A secret has a type that hides it: then no record, log line or debugger prints one by accident.</summary>
public sealed partial class SecretTypeTests
{
    /// <summary>Records that are an answer or a request on the wire: they must carry the secret, once. Each hides it in its text.</summary>
    private static readonly string[] OnTheWire =
    [
        "CreatedApiKey.Key", "SecretHashKey.Key", "CreatedInvitation.Token", "InvitationTokenRequest.Token", "RunCredentialRequest.Token", "RunCredentialAnswer.Credential", "CreatedChannel.SigningKey", "RotatedKey.SigningKey",
    ];

    /// <summary>Called like a secret, but the path of a file.</summary>
    private static readonly string[] NoSecret = ["ServerFiles.Password"];

    private static readonly Assembly[] Ours = [.. Reach(typeof(FindingItem).Assembly), typeof(Local.Repository).Assembly];

    [Fact]
    public void Neither_text_nor_json_nor_the_debugger_shows_it()
    {
        SecretString text = "canary";
        var bytes = new SecretBytes("canary"u8.ToArray());
        var key = ApiKeySecret.Generate();

        Assert.Equal("(hidden) (hidden) sobs_…", $"{text} {bytes} {key}");
        Assert.Equal("""{"text":"(hidden)","bytes":"(hidden)"}""", JsonSerializer.Serialize(new { text, bytes }));
        Assert.DoesNotContain(key.Reveal()[14..], JsonSerializer.Serialize(key), StringComparison.Ordinal);
        Assert.All(new[] { typeof(SecretString), typeof(SecretBytes), typeof(ApiKeySecret), typeof(InvitationSecret), typeof(RunCredentialSecret) }, type =>
        {
            Assert.True(type.IsDefined(typeof(System.Diagnostics.DebuggerDisplayAttribute)), type.Name);
            Assert.All(type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic), field => Assert.Equal(
                System.Diagnostics.DebuggerBrowsableState.Never, field.GetCustomAttribute<System.Diagnostics.DebuggerBrowsableAttribute>()?.State));
        });
    }

    /// <summary>A record prints its properties. One that is called a secret and is plain text is a secret in the next log line.</summary>
    [Fact]
    public void No_record_has_a_secret_as_plain_text()
    {
        var plain = Ours.SelectMany(assembly => assembly.GetTypes()).Where(IsRecord)
            .SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(property => property.PropertyType == typeof(string) && SecretName().IsMatch(property.Name))
                .Select(property => $"{type.Name}.{property.Name}"))
            .Distinct().Except(OnTheWire).Except(NoSecret);

        Assert.Empty(plain);
    }

    [Fact]
    public void What_carries_a_secret_on_the_wire_hides_it_in_its_text()
    {
        foreach (var type in Ours.SelectMany(assembly => assembly.GetTypes()).Where(type => OnTheWire.Any(place => place.Split('.')[0] == type.Name)))
            Assert.True(type.GetMethod(nameof(ToString), Type.EmptyTypes)!.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null, $"{type.Name} prints its secret");
    }

    /// <summary>An exception's message is for nobody but its thrower: PlainLogs takes it off, unless somebody writes it by hand.</summary>
    [Fact]
    public void No_log_line_writes_the_message_of_an_exception() => Assert.DoesNotContain(
        Directory.EnumerateFiles(Repository.Path("src/SecureObs.Api"), "*.cs", SearchOption.AllDirectories),
        file => LogOfMessage().IsMatch(File.ReadAllText(file)));

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    private static IEnumerable<Assembly> Reach(Assembly root) => root.GetReferencedAssemblies()
        .Where(name => name.Name!.StartsWith("SecureObs", StringComparison.Ordinal)).Select(Assembly.Load).Append(root);

    [GeneratedRegex("^(password|secret|token|connectionstring|credential)s?$|(password|secret|token|apikey|privatekey|connectionstring|credential|hashkey)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)\([^;]*\b(e|ex|exception|error|failure)\.(Message|ToString\()", RegexOptions.Singleline)]
    private static partial Regex LogOfMessage();
}
