using SecureObs.Local.Start;

namespace SecureObs.Local.Tests.Start;

public class LocalOptionsTests
{
    [Fact]
    public void Without_arguments_the_host_starts_on_its_usual_port_and_keeps_its_data()
    {
        var options = LocalOptions.Parse([], out var exitCode);
        Assert.Equal(new LocalOptions(Check: false, Reset: false, ThrowAway: false, VerifyIsolation: false, Port: 5080, ReadyFile: null), options);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public void A_check_keeps_nothing() => Assert.True(LocalOptions.Parse(["--check"], out _)!.ThrowAway);

    [Theory]
    [InlineData("--unknown")]
    [InlineData("--port", "80")]
    [InlineData("--port", "65535")]
    [InlineData("--port", "many")]
    [InlineData("--check", "--reset")]
    [InlineData("--check", "--ready-file", "ready.json")]
    [InlineData("--throw-away", "--reset")]
    [InlineData("--verify-isolation", "--check")]
    [InlineData("--verify-isolation", "--throw-away")]
    [InlineData("surplus")]
    public void Bad_usage_starts_nothing_and_ends_with_2(params string[] arguments)
    {
        Assert.Null(LocalOptions.Parse(arguments, out var exitCode));
        Assert.Equal(2, exitCode);
    }
}
