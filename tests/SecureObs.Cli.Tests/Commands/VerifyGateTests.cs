using System.Diagnostics;
using System.Text;
using SecureObs.Audit;
using SecureObs.Cli.Commands;
using SecureObs.Cli.Tests.Gate;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Gate;

namespace SecureObs.Cli.Tests.Commands;

/// <summary>Signed verdicts through the command, through the page's script with the real openssl, and changed in every way.</summary>
public sealed class VerifyGateTests : IDisposable
{
    private static readonly string Project = $"{Runs.Of().Project}";

    private readonly SigningKey key = SigningKey.Generate();
    private readonly Workspace workspace = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        key.Dispose();
        workspace.Dispose();
    }

    private Task<CliResult> VerifyAsync(string text, params string[] options) => RunAsync(workspace.Write("gate.json", text), options);

    private Task<CliResult> RunAsync(string file, params string[] options) =>
        new Infrastructure.Cli { Directory = workspace.Path }.RunAsync(["verify-gate", file, "--keys", Keys(), "--project-id", Project, .. options]);

    private string Keys(params SigningKey[] more)
    {
        using var keys = new PublicKeys([.. more.Append(key).Select(one => one.Public)]);
        return workspace.Write("keys.json", keys.ToJson());
    }

    private async Task<int> ScriptAsync(string file, string? commit = null, string? project = null)
    {
        string[] arguments = [Repository.Path("docs/security/verify_gate.py"), file, Keys(), project ?? Project, .. commit is null ? Array.Empty<string>() : [commit]];
        using var script = Process.Start(new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true })!;
        await script.WaitForExitAsync(Ct);
        return script.ExitCode;
    }

    [Theory]
    [InlineData(false, ExitCode.Fine), InlineData(true, ExitCode.GateBlocked)]
    public async Task A_genuine_verdict_says_what_it_says(bool blocked, int exitCode)
    {
        var text = Verdicts.Sign(key, Verdicts.Statement(blocked));

        var result = await VerifyAsync(text, "--commit", Verdicts.Commit.ToUpperInvariant());

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Error));
        Assert.Equal($"Verified: {(blocked ? "BLOCKED by thresholds[0]" : "passed")}; run gha-7 \"ünï\", commit {Verdicts.Commit}, policy version 3, decided 2026-11-25T12:00:00.000000Z\n", result.Out);
        Assert.Equal(ExitCode.Fine, (await VerifyAsync(text, "--require-passed", "false")).ExitCode);
        Assert.Contains("(not compared)", (await VerifyAsync(text)).Out, StringComparison.Ordinal);
        Assert.Equal(exitCode, (await VerifyAsync(text.TrimEnd())).ExitCode);
        Assert.Equal(exitCode, await ScriptAsync(workspace.Write("gate.json", text), Verdicts.Commit));
    }

    [Fact]
    public async Task A_verdict_of_another_project_commit_or_key_is_none_for_this_deployment()
    {
        using var stranger = SigningKey.Generate();
        var statement = Verdicts.Statement();

        await ExpectAsync(Verdicts.Sign(key, statement with { Project = Guid.NewGuid() }), "about the project");
        await ExpectAsync(Verdicts.Sign(key, statement with { Commit = new string('b', 40) }), "about the commit bbbb");
        await ExpectAsync(Verdicts.Sign(key, statement with { Commit = null }), "whose commit is not known");
        await ExpectAsync(Verdicts.Sign(stranger, statement), $"signed with the key {stranger.Id}, which is not one of the keys given");
        await ExpectAsync((DsseEnvelope.Sign(stranger, GateStatement.PayloadType, statement.ToPayload()) with { KeyId = key.Id }).ToJson(), "something was changed");
        await ExpectAsync(DsseEnvelope.Sign(key, "application/json", statement.ToPayload()).ToJson(), "no statement");
        await ExpectAsync(DsseEnvelope.Sign(key, GateStatement.PayloadType, "{}"u8.ToArray()).ToJson(), "not what the format says");

        async Task ExpectAsync(string text, string words)
        {
            var result = await VerifyAsync(text, "--commit", Verdicts.Commit);
            Assert.Equal(ExitCode.Tampered, result.ExitCode);
            Assert.Contains(words, Assert.Single(result.Out.TrimEnd().Split('\n')), StringComparison.Ordinal);
            Assert.Equal(ExitCode.Tampered, await ScriptAsync(workspace.Write("gate.json", text), Verdicts.Commit));
        }
    }

    [Fact]
    public void No_byte_of_the_file_can_be_changed()
    {
        var genuine = Encoding.UTF8.GetBytes(Verdicts.Sign(key, Verdicts.Statement()));
        using var keys = new PublicKeys([key.Public]);
        var expected = new ExpectedVerdict(Runs.Of().Project, Verdicts.Commit);
        Assert.Equal(ExitCode.Fine, GateVerification.Run(genuine, keys, expected).ExitCode);
        for (var at = 0; at < genuine.Length; at++)
        {
            var changed = genuine.ToArray();
            changed[at] ^= (byte)(1 << at % 7);
            Assert.True(GateVerification.Run(changed, keys, expected).ExitCode == ExitCode.Tampered, $"byte {at}");
        }
    }

    /// <summary>Each byte of what is signed and of the signature, put into a file that is written as it should be: then only the signature can tell.</summary>
    [Fact]
    public void No_byte_of_the_statement_or_the_signature_can_be_changed()
    {
        var genuine = DsseEnvelope.Sign(key, GateStatement.PayloadType, Verdicts.Statement().ToPayload());
        using var keys = new PublicKeys([key.Public]);
        Assert.True(genuine.Verify(keys));

        Assert.All(Changes(genuine.Payload), payload => Assert.False((genuine with { Payload = payload }).Verify(keys)));
        Assert.All(Changes(genuine.Signature), signature => Assert.False((genuine with { Signature = signature }).Verify(keys)));
        Assert.All(Changes(Encoding.ASCII.GetBytes(genuine.PayloadType)), type => Assert.False((genuine with { PayloadType = Encoding.Latin1.GetString(type) }).Verify(keys)));

        static IEnumerable<byte[]> Changes(byte[] bytes)
        {
            for (var at = 0; at < bytes.Length; at++)
            {
                var changed = bytes.ToArray();
                changed[at] ^= (byte)(1 << at % 8);
                yield return changed;
            }
        }
    }

    /// <summary>Openssl is another implementation: it must find what ours finds. A sample, each starts two programs.</summary>
    [Fact]
    public async Task The_script_with_openssl_finds_changed_bytes_too()
    {
        var genuine = Verdicts.Sign(key, Verdicts.Statement());
        Assert.Equal(ExitCode.Fine, await ScriptAsync(workspace.Write("gate.json", genuine), Verdicts.Commit));

        var signature = genuine.IndexOf("\"sig\":\"", StringComparison.Ordinal) + 7;
        foreach (var at in new[] { 12, genuine.IndexOf("\",\"payloadType", StringComparison.Ordinal) / 2, genuine.IndexOf("vnd", StringComparison.Ordinal), signature - 12, signature, signature + 30, genuine.Length - 8 })
        {
            var changed = genuine[..at] + (genuine[at] == 'A' ? 'B' : 'A') + genuine[(at + 1)..];
            Assert.Equal(ExitCode.Tampered, await ScriptAsync(workspace.Write("gate.json", changed)));
        }
    }

    [Fact]
    public async Task Who_names_no_keys_or_no_project_gets_no_answer()
    {
        var file = workspace.Write("gate.json", Verdicts.Sign(key, Verdicts.Statement()));
        var cli = new Infrastructure.Cli { Directory = workspace.Path };

        Assert.Equal(ExitCode.Failed, (await cli.RunAsync("verify-gate", file, "--project-id", Project)).ExitCode);
        Assert.Equal(ExitCode.Failed, (await cli.RunAsync("verify-gate", file, "--keys", Keys())).ExitCode);
        Assert.Equal(ExitCode.Failed, (await cli.RunAsync("verify-gate", file, "--keys", file, "--project-id", Project)).ExitCode);
        Assert.Equal(ExitCode.Failed, (await cli.RunAsync("verify-gate", "nothing.json", "--keys", Keys(), "--project-id", Project)).ExitCode);
        Assert.Equal(ExitCode.Failed, (await cli.RunAsync("verify-gate", file, "--keys", Keys(), "--project-id", Project, "--commit", "abc123")).ExitCode);
    }

    [Fact]
    public void A_statement_is_read_as_it_was_written()
    {
        var statement = Verdicts.Statement(blocked: true);

        Assert.Equivalent(statement, GateStatement.Parse(statement.ToPayload()), strict: true);
        Assert.Null(GateStatement.Parse((statement with { Commit = null }).ToPayload()).Commit);
    }
}
