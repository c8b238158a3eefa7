using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests;

namespace ConnectorBuild.Tool.Tests;

/// <summary>The tool in an environment with addresses of its own, to which a person signs in with a code.</summary>
public abstract class PersonRun : CallRun, IAsyncLifetime
{
    protected LocalCloudServer Cloud { get; private set; } = null!;

    protected virtual LocalEnvironmentOptions Environment => new() { Name = "local" };

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await StartBackendAsync(AnswerAsync);
        Cloud = await LocalCloudServer.StartAsync(
            new LocalCloudOptions
            {
                Clock = Clock,
                Seed = 1,
                Environments = [Environment],
                Runtime = new LocalRuntimeOptions { Backends = new Dictionary<string, string> { ["management.azure.com"] = BackendUrl } },
            },
            Stop);
        Write("apiProperties.json", Contoso.OnBehalfOf(Cloud.Tenants["local"].TenantId));
        DescribeCloud("DeviceCode");
    }

    public new async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Answers a call of the connector's API.</summary>
    protected virtual Task AnswerAsync(Microsoft.AspNetCore.Http.HttpContext context) => AnswerAsync(context, "{}");

    /// <summary>The project, with a way to sign in to the cloud.</summary>
    protected void DescribeCloud(string credential, Func<ConnectorProject, ConnectorProject>? change = null) => Describe(p =>
    {
        var local = Cloud.Environments["local"];
        var project = p with
        {
            GrantAdminConsent = true,
            EnvironmentName = "dev",
            Environments =
            [
                new DeploymentEnvironment
                {
                    Name = "dev",
                    Url = local.Url,
                    TenantId = local.TenantId,
                    AuthorityHost = Cloud.AuthorityHost,
                    GraphUrl = Cloud.GraphUrl,
                    PowerPlatformUrl = Cloud.AuthorityHost,
                    TrustedCertificate = Cloud.CertificateFile,
                    EntraCredential = credential,
                    DataverseCredential = credential,
                },
            ],
        };
        return change?.Invoke(project) ?? project;
    });

    /// <summary>Runs a command at a terminal, at which a person signs in.</summary>
    protected async Task<(int Exit, string Output)> RunAsPersonAsync(params string[] arguments)
    {
        Clock.Advance(TimeSpan.FromMinutes(5));
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using var browser = new HttpClient(handler);
        using var output = new DeviceCodeWriter(code =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{Cloud.AuthorityHost}devicelogin?otc={code}");
            using var page = browser.Send(request, Stop);
        });
        var exit = await ConnectorTool.RunAsync(arguments, new ToolStreams(output, output, IsInteractive: true), Clock, Stop);
        return (exit, output.ToString());
    }
}
