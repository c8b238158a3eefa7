using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;
using ConnectorBuild.LocalCloud.Endpoints;

namespace ConnectorBuild.LocalCloud.Tests.Requests;

/// <summary>A local cloud with apps, a solution and a connector, to which the requests of the table are sent.</summary>
internal sealed partial class RequestWorld
{
    private const string Verifier = "0123456789012345678901234567890123456789012";

    private readonly CloudClient _client;
    private readonly LocalIdentity _administrator;
    private readonly Dictionary<string, string> _names;
    private string _graphToken = "";
    private string _dataverseToken = "";

    private RequestWorld(CloudClient client)
    {
        _client = client;
        _administrator = client.Cloud.AddIdentity(
            "local",
            "administrator",
            ["Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All", "Directory.ReadWrite.All", "DelegatedPermissionGrant.ReadWrite.All", "User.Read.All", "Organization.Read.All"],
            "local");
        _names = new Dictionary<string, string>
        {
            ["tenant"] = client.Cloud.Deployer.TenantId,
            ["authority"] = client.Cloud.AuthorityHost,
            ["graph"] = client.Cloud.GraphUrl,
            ["dataverse"] = client.Cloud.Environments["local"].Url,
            ["deployer"] = client.Cloud.Deployer.ClientId,
            ["deployersecret"] = client.Cloud.Deployer.ClientSecret,
            ["zip"] = Convert.ToBase64String(SolutionZip.Create(managed: false)),
        };
    }

    public static async Task<RequestWorld> CreateAsync(CloudClient client)
    {
        var world = new RequestWorld(client);
        world._graphToken = await client.AccessTokenAsync("https://graph.microsoft.com", world._administrator);
        world._dataverseToken = await client.AccessTokenAsync(client.Cloud.Environments["local"].Url, world._administrator);
        await world.AddAppAsync("web", """{"displayName":"web","web":{"redirectUris":["https://web.example/cb"]}}""", secret: "secret");
        await world.AddAppAsync("spa", """{"displayName":"spa","spa":{"redirectUris":["https://spa.example/","http://localhost:3000"]}}""");
        await world.AddAppAsync("public", """{"displayName":"public","publicClient":{"redirectUris":["http://localhost","http://127.0.0.1"]}}""", secret: "publicsecret");
        await world.GraphAsync("PATCH", $"/applications(appId='{world._names["public"]}')", $$$"""{"publicClient":{"redirectUris":["http://localhost","http://127.0.0.1","msal{{{world._names["public"]}}}://auth"]}}""");
        await world.AddAppAsync("disabled", """{"displayName":"disabled","web":{"redirectUris":["https://disabled.example/cb"]}}""", """{"accountEnabled":false}""", "disabledsecret");
        await world.AddAppAsync("assigned", """{"displayName":"assigned","web":{"redirectUris":["https://assigned.example/cb"]}}""", """{"appRoleAssignmentRequired":true}""");
        await world.AddAppAsync("app", """{"displayName":"app"}""");
        (world._names["appid"], world._names["app"], world._names["sp"]) = (world._names["app"], world._names["app.object"], world._names["app.principal"]);
        var permissions = $$$"""{"displayName":"api","appRoles":[{"id":"{{{Guid.NewGuid()}}}","displayName":"R","value":"R","description":"d","allowedMemberTypes":["User"],"isEnabled":true}],"api":{"oauth2PermissionScopes":[{"id":"{{{Guid.NewGuid()}}}","value":"a","type":"User","isEnabled":true}]}}""";
        await world.AddAppAsync("api", permissions);
        world._names["api"] = world._names["api.object"];
        var maker = (await client.DataverseAsync(
            "GET", "/systemusers?$select=azureactivedirectoryobjectid&$filter=fullname eq 'Local Maker'",
            identity: world._administrator)).Json;
        world._names["user"] = maker["value"]![0]!["azureactivedirectoryobjectid"]!.ToString();
        await world.AddRowsAsync();
        return world;
    }

    /// <summary>Sends a line's request and describes the answer as a line would.</summary>
    public async Task<string> SendAsync(string service, RequestLine line)
    {
        var text = Name().Replace(line.Text, m => m.Groups["name"].Value switch
        {
            "new" => Guid.NewGuid().ToString(),
            "guid" => Guid.NewGuid().ToString("n"),
            var name => _names[name],
        });
        var headers = Header().Matches(text).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value);
        text = Header().Replace(text, "");
        using var response = await (service == "sign-in" ? SignInAsync(text, headers) : SendAsync(service, text, headers));
        return await DescribeAsync(response, line.Expected.Split(' ').ElementAtOrDefault(1));
    }

    private async Task<HttpResponseMessage> SendAsync(string service, string text, Dictionary<string, string> headers)
    {
        var parts = text.Split(' ', 2);
        var brace = parts[0] == "GET" || parts[0] == "DELETE"
            ? -1
            : parts[1].IndexOfAny(['{', '['], parts[1].IndexOf(' ', StringComparison.Ordinal) is >= 0 and var at ? at : parts[1].Length);
        var path = (brace < 0 ? parts[1] : parts[1][..brace]).Trim();
        var root = service == "graph" ? $"{_names["graph"]}/v1.0" : $"{_names["dataverse"]}/api/data/v9.2";
        using var request = new HttpRequestMessage(new HttpMethod(parts[0]), root + path.Replace(" ", "%20", StringComparison.Ordinal));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", service == "graph" ? _graphToken : _dataverseToken);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (brace >= 0)
        {
            request.Content = new StringContent(parts[1][brace..].Trim(), Encoding.UTF8, "application/json");
        }

        return await _client.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> SignInAsync(string text, Dictionary<string, string> headers)
    {
        var parts = text.Split(' ', 2);
        var words = parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (parts[0])
        {
            case "TOKEN" or "TOKEN1":
                return await TokenAsync(Form(parts[1]), parts[0] == "TOKEN" ? "/v2.0" : "", headers);
            case "ENTRA":
                using (var request = new HttpRequestMessage(new HttpMethod(words[0]), _names["authority"] + words[1]))
                {
                    request.Content = words[0] == "POST" ? new FormUrlEncodedContent(Form("grant_type=client_credentials&client_id=x")) : null;
                    return await _client.Http.SendAsync(request, TestContext.Current.CancellationToken);
                }

            case "AUTHORIZE":
                return await AuthorizeAsync(words[0], words[1], string.Join(' ', words.Skip(2)));
            case "ASSERT":
                return await TokenAsync(
                    new Dictionary<string, string>
                    {
                        ["grant_type"] = "client_credentials",
                        ["client_id"] = words[0],
                        ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        ["client_assertion"] = Assertion(words[1], words[2]),
                        ["scope"] = "https://graph.microsoft.com/.default",
                    },
                    "/v2.0",
                    headers);
            default:
                return await RedeemAsync(words, headers);
        }
    }

    private async Task<HttpResponseMessage> RedeemAsync(string[] words, Dictionary<string, string> headers)
    {
        using var signedIn = await AuthorizeAsync(words[0], words[1], "openid User.Read");
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = words[0],
            ["code"] = HttpUtility.ParseQueryString(signedIn.Headers.Location?.Query ?? "")["code"] ?? "none",
            ["redirect_uri"] = words[1],
            ["code_verifier"] = Verifier,
        };
        foreach (var (name, value) in words.Skip(2).SelectMany(Form))
        {
            form[name] = value;
        }

        return await TokenAsync(form, "/v2.0", headers);
    }

    private Task<HttpResponseMessage> AuthorizeAsync(string client, string redirect, string scope) => _client.Http.GetAsync(
        $"{_names["authority"]}{_names["tenant"]}/oauth2/v2.0/authorize?client_id={client}&response_type=code&redirect_uri={Uri.EscapeDataString(redirect)}"
        + $"&scope={Uri.EscapeDataString(scope)}&code_challenge={Verifier}&code_challenge_method=plain",
        TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> TokenAsync(Dictionary<string, string> form, string version, Dictionary<string, string> headers)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{_names["authority"]}{_names["tenant"]}/oauth2{version}/token") { Content = new FormUrlEncodedContent(form) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _client.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<string> DescribeAsync(HttpResponseMessage response, string? mark)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var status = (int)response.StatusCode;
        if (response.StatusCode == HttpStatusCode.Redirect)
        {
            var query = HttpUtility.ParseQueryString(response.Headers.Location!.IsAbsoluteUri ? response.Headers.Location.Query : "");
            return query["code"] is not null ? "302 code" : $"302 {Number().Match(query["error_description"] ?? "").Groups["number"].Value}";
        }

        if (Number().Match(text) is { Success: true } page && text.StartsWith("<!DOCTYPE", StringComparison.Ordinal))
        {
            return $"page {page.Groups["number"].Value}";
        }

        var json = text.StartsWith('{') ? JsonNode.Parse(text) : null;
        var code = (string?)json?["error_codes"]?[0]?.ToString() ?? (json?["error"] as JsonObject)?["code"]?.ToString();
        return status >= 400 && code is not null && mark is not null ? $"{status} {code}"
            : mark switch
            {
                "next" when json?["@odata.nextLink"] is not null => $"{status} next",
                "annotation" when text.Contains("@OData.Community.Display.V1.FormattedValue", StringComparison.Ordinal) => $"{status} annotation",
                "no-nonce" when json?["id_token"] is { } token
                    && !TokenEndpointTests.Claims(token.ToString()).AsObject().ContainsKey("nonce") => $"{status} no-nonce",
                _ => $"{status}",
            };
    }

    private async Task AddAppAsync(string name, string body, string? principal = null, string? secret = null)
    {
        var app = (await GraphAsync("POST", "/applications", body))!;
        _names[name] = app["appId"]!.ToString();
        _names[name + ".object"] = app["id"]!.ToString();
        _names[name + ".principal"] = (await GraphAsync("POST", "/servicePrincipals", $$"""{"appId":"{{_names[name]}}"}"""))!["id"]!.ToString();
        if (secret is not null)
        {
            _names[secret] = (await GraphAsync("POST", $"/applications/{app["id"]}/addPassword", "{}"))!["secretText"]!.ToString();
        }

        if (principal is not null)
        {
            await GraphAsync("PATCH", $"/servicePrincipals/{_names[name + ".principal"]}", principal);
        }
    }

    private async Task<JsonNode?> GraphAsync(string method, string path, string body)
    {
        var answer = await _client.GraphAsync(method, path, body, _administrator);
        Assert.True(answer.Status < 300, answer.Text);
        return answer.Text.Length > 0 ? answer.Json : null;
    }

    private async Task AddRowsAsync()
    {
        foreach (var name in (string[])["publisher", "solution", "connector", "variable"])
        {
            _names[name] = Guid.NewGuid().ToString();
        }

        await RowAsync($"/publishers({_names["publisher"]})", """{"uniquename":"contoso","friendlyname":"Contoso","customizationprefix":"contoso","customizationoptionvalueprefix":12345}""");
        await RowAsync($"/solutions({_names["solution"]})", $$"""{"uniquename":"contoso_sol","friendlyname":"S","version":"1.0","publisherid@odata.bind":"/publishers({{_names["publisher"]}})"}""");
        await RowAsync($"/connectors({_names["connector"]})", Samples.Connector("contoso_a", "A").ToJsonString());
        await RowAsync($"/environmentvariabledefinitions({_names["variable"]})", """{"schemaname":"contoso_var","displayname":"V","defaultvalue":"d"}""");
    }

    private async Task RowAsync(string path, string body)
    {
        var answer = await _client.DataverseAsync(
            "PATCH", path, body, "local", _administrator,
            ("MSCRM.SolutionUniqueName", path.StartsWith("/connectors", StringComparison.Ordinal) ? "contoso_sol" : "Default"));
        Assert.True(answer.Status < 300, answer.Text);
    }

    private static Dictionary<string, string> Form(string text) =>
        text.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);

    private static string Assertion(string issuer, string audience)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=app", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var header = new JsonObject { ["alg"] = "RS256", ["x5t"] = Base64Url.EncodeToString(certificate.GetCertHash()) };
        var claims = new JsonObject { ["iss"] = issuer, ["sub"] = issuer, ["aud"] = audience, ["exp"] = DateTimeOffset.UnixEpoch.AddYears(100).ToUnixTimeSeconds() };
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}")]
    private static partial Regex Name();

    [GeneratedRegex(@" @(?<name>[A-Z][A-Za-z-]*)=(?<value>.*)$")]
    private static partial Regex Header();

    [GeneratedRegex(@"AADSTS(?<number>\d+):")]
    private static partial Regex Number();
}
