SecureObs.Api.ApiApp.Build(new() { Args = args }).Run();
