using System.CommandLine;
using SecureObs.Masking;

namespace SecureObs.Admin.Commands;

internal static class CreateSecretsCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "Where to write it. An existing file is never replaced." };
        var ifNone = new Option<bool>("--if-none") { Description = "Only when it does not exist: for a set-up that runs again and again." };
        var create = new Command("create", "Create the installation key: 32 random bytes that only the file's owner reads.") { file, ifNone };
        create.SetAction(arguments =>
        {
            var path = arguments.GetRequiredValue(file);
            if (arguments.GetValue(ifNone) && File.Exists(path))
                return 0;
            try
            {
                InstallationKey.Create(path);
                Console.WriteLine($"{path} holds the installation key. Set Secrets:InstallationKeyFile to it, and keep a copy apart from the database.");
                return 0;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return ConnectionString.Fail(exception.Message);
            }
        });
        return new Command("secrets", "Secrets of this installation.") { create };
    }
}
