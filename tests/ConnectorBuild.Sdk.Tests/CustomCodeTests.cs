using ConnectorBuild.Sdk.Tests.Infrastructure;

namespace ConnectorBuild.Sdk.Tests;

/// <summary>script.csx in a build with the packed SDK: the feed has nothing that a script could be restored from.</summary>
public sealed class CustomCodeTests(PackedSdk sdk)
{
    private const string Good = """
        public class Script : ScriptBase
        {
            public override async Task<HttpResponseMessage> ExecuteAsync()
            {
                var text = JsonConvert.SerializeObject(new { id = this.Context.OperationId }, Formatting.None);
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(text) };
            }
        }

        """;

    [Fact]
    public async Task Build_ScriptWithErrors_FailsAtTheirPlaces()
    {
        var folder = ConnectorFolder.WithConnector(sdk)
            .Write("script.csx", Good.Replace("this.Context.OperationId }", "operation }", StringComparison.Ordinal));

        var result = (await folder.BuildAsync()).Failed();

        var error = Assert.Single(result.Diagnostics);
        Assert.StartsWith(
            $"{folder.PathOf("script.csx")}(5,59): error CB5201: CS0103: The name 'operation' does not exist", error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_ScriptThatIsNotProved_Warns()
    {
        var folder = ConnectorFolder.WithConnector(sdk)
            .Write("script.csx", Good.Replace("Formatting.None);", "Formatting.None).Split(\"x\")[0];", StringComparison.Ordinal));

        var result = (await folder.BuildAsync()).Succeeded();

        var warning = Assert.Single(result.Diagnostics);
        Assert.StartsWith($"{folder.PathOf("script.csx")}(5,", warning, StringComparison.Ordinal);
        Assert.Contains("warning CB5202: 'Split' is not there", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_SecondTime_TakesTheResultOfTheFirst()
    {
        var folder = ConnectorFolder.WithConnector(sdk)
            .Write("script.csx", Good.Replace("var text", "string unused = 1; var text", StringComparison.Ordinal));
        (await folder.BuildAsync()).Failed();
        folder.Write("obj/Orders.script.json", folder.Read("obj/Orders.script.json").Replace("CS0029", "CS9999", StringComparison.Ordinal));
        var kept = folder.Snapshot()[Path.Combine("obj", "Orders.script.json")];

        var second = (await folder.BuildAsync()).Failed();
        var after = folder.Snapshot()[Path.Combine("obj", "Orders.script.json")];
        var third = (await folder.Write("script.csx", Good).BuildAsync()).Succeeded();

        Assert.Contains("CB5201: CS9999", Assert.Single(second.Diagnostics), StringComparison.Ordinal);
        Assert.Equal(kept, after);
        third.Clean();
    }

    [Fact]
    public async Task Clean_AfterABuild_ForgetsTheResult()
    {
        var folder = ConnectorFolder.WithConnector(sdk).Write("script.csx", Good);
        (await folder.BuildAsync()).Succeeded();
        Assert.True(folder.Has("obj/Orders.script.json"));

        (await folder.RunAsync("clean")).Succeeded();

        Assert.False(folder.Has("obj/Orders.script.json"));
    }

    [Fact]
    public async Task ConnectorScript_InAProjectWithThePackage_IsCompiledIntoIt()
    {
        var folder = TestProject("""<ConnectorScript Include="../Orders/script.csx" />""");

        var result = (await folder.RunPlainAsync("run", "--project", "Tests")).Succeeded();

        Assert.Contains("""{"id":"ListOrders"}""", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectorScript_ThatIsNotThere_IsAnErrorWithACode()
    {
        var folder = TestProject("""<ConnectorScript Include="../Orders/scripts.csx" />""");

        var result = (await folder.BuildAsync("Tests")).Failed();

        Assert.Contains(
            "error CB5206: The ConnectorScript '../Orders/scripts.csx' does not exist", Assert.Single(result.Diagnostics),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectorScript_Twice_IsAnErrorWithACode()
    {
        var folder = TestProject("""<ConnectorScript Include="../Orders/script.csx;../Parcels/script.csx" />""").Write("Parcels/script.csx", Good);

        var result = (await folder.BuildAsync("Tests")).Failed();

        Assert.Contains("error CB5207: The project has 2 ConnectorScript items", Assert.Single(result.Diagnostics), StringComparison.Ordinal);
    }

    private ConnectorFolder TestProject(string item) =>
        new ConnectorFolder(sdk)
            .Write("Orders/script.csx", Good)
            .Write("Tests/Tests.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <Nullable>enable</Nullable>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                    <UseAppHost>false</UseAppHost>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="ConnectorBuild.Scripting" Version="{PackedSdk.Version}" />
                    {item}
                  </ItemGroup>
                </Project>
                """)
            .Write("Tests/Program.cs", """
                using ConnectorBuild.Scripting;

                using var request = new HttpRequestMessage(HttpMethod.Get, "https://orders.contoso.com/orders");
                using var result = await ScriptHost.For<Script>().ExecuteAsync("ListOrders", request, CannedHandler.None);
                Console.WriteLine(await result.ReadAsStringAsync());
                """);
}
