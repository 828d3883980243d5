using SecureObs.Cli.Running;

namespace SecureObs.Cli.Tests.Running;

public sealed class PrivateDirectoryTests
{
    [Fact]
    public void What_a_killed_process_left_behind_is_deleted_by_the_next_and_what_is_in_use_is_not()
    {
        var left = Directory.CreateTempSubdirectory("secureobs-").FullName;
        File.WriteAllText(Path.Combine(left, "report.json"), "secret");
        var file = Path.Combine(left, ".lock");
        File.WriteAllText(file, "");
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-1));
        using var used = new PrivateDirectory();
        File.SetLastWriteTimeUtc(Path.Combine(used.Path, ".lock"), DateTime.UtcNow.AddHours(-1));

        using var next = new PrivateDirectory();

        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(used.Path));
    }

    [Fact]
    public void It_is_gone_at_the_end_and_for_this_user_alone_until_then()
    {
        string path;
        using (var directory = new PrivateDirectory())
        {
            path = directory.Path;
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directory.CreateFile("report.json")));
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
            }
        }

        Assert.False(Directory.Exists(path));
    }
}
