using System.Buffers;
using ConnectorBuild.LocalCloud.Identity;

namespace ConnectorBuild.LocalCloud.Apis;

/// <summary>What the name of a resource says by itself: whether an API of the author's own can have it.</summary>
internal static class ResourceName
{
    private const string ApiScheme = "api://";

    private static readonly SearchValues<char> Brackets = SearchValues.Create("<>{}[]");

    // Hosts of Microsoft's services.
    private static readonly string[] MicrosoftDomains =
    [
        "microsoft.com", "microsoft.us", "microsoftonline.com", "microsoftonline.us", "windows.net", "windows.com", "azure.com", "azure.net", "azure.us",
        "azure-api.us", "azure.cn", "chinacloudapi.cn", "office.com", "office365.com", "office365.us", "office.net", "outlook.com", "live.com",
        "sharepoint.com", "sharepoint.us", "sharepoint-df.com", "dynamics.com", "dynamics.us", "powerbi.com", "powerapps.com", "powerplatform.com",
        "visualstudio.com", "skype.com", "yammer.com", "loganalytics.io", "applicationinsights.io", "azconfig.io", "dynamicsessions.io", "azuredatabricks.net",
        "azureiotcentral.com", "azureml.net", "azure-apihub.net", "azure-apim.net",
    ];

    // Below those, names that Microsoft's customers give to services of their own.
    private static readonly string[] CustomerDomains =
    [
        "cloudapp.azure.com", "cloudapp.net", "azurewebsites.net", "web.core.windows.net", "trafficmanager.net", "azurecontainerapps.io", "azure-api.net",
    ];

    /// <summary>Why no API of the author's own can have the name; null where one can.</summary>
    public static string? Refusal(string name)
    {
        if (IsPlaceholder(name))
        {
            return "is a placeholder that still has to be filled in";
        }

        if (ClientId(name) is not null || name.StartsWith(ApiScheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (!Uri.TryCreate(name, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
        {
            return "is not an https address, an api:// address or a client id";
        }

        return Nearest(uri.Host) is { } near ? $"is almost the address of an API of Microsoft's at '{near}'"
            : IsMicrosofts(uri.Host) ? "is an address of Microsoft's that the local cloud does not have"
            : null;
    }

    /// <summary>The client id that a name is or has behind <c>api://</c>; null where it has none.</summary>
    public static string? ClientId(string name)
    {
        var text = name.StartsWith(ApiScheme, StringComparison.OrdinalIgnoreCase) ? name[ApiScheme.Length..].TrimEnd('/') : name;
        return Guid.TryParse(text, out var id) ? id.ToString() : null;
    }

    /// <summary>The API of Microsoft's that gives each tenant a host of its own, where the name is such an address.</summary>
    public static KnownResource? OfTenantHost(string name) =>
        Uri.TryCreate(name, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && !IsPlaceholder(name)
        ? KnownResources.All.FirstOrDefault(r => r.IsTenantHost(uri.Host))
        : null;

    /// <summary>Whether a name waits to be filled in: brackets that no address has, a word that templates use, a client id of one digit.</summary>
    public static bool IsPlaceholder(string name)
    {
        var rest = name[(name.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0)..].Trim('/', ' ');
        return rest.Length == 0
            || rest.AsSpan().ContainsAny(Brackets)
            || rest.Contains("@@", StringComparison.Ordinal)
            || rest.Contains("$(", StringComparison.Ordinal)
            || (rest.Length > 2 && rest[0] == '%' && rest[^1] == '%')
            || (rest.Length > 2 && rest.All(c => c is 'x' or 'X' or '-'))
            || (Guid.TryParse(rest, out var id) && id.ToByteArray().Distinct().Count() == 1)
            || IsTemplateWord(rest);
    }

    // "YourApplicationIDURI", "your-api", "YOUR_RESOURCE", but not "yourcause.com".
    private static bool IsTemplateWord(string text)
    {
        foreach (var word in new[] { "your", "replace", "enter", "insert", "change", "dummy", "placeholder", "todo" })
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && (text.Length == word.Length || text[word.Length] is '-' or '_' or ' '
                    || (char.IsAsciiLetterUpper(text[word.Length]) && !text.Contains('.', StringComparison.Ordinal))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMicrosofts(string host) => IsBelow(host, MicrosoftDomains) && !IsBelow(host, CustomerDomains);

    private static bool IsBelow(string host, string[] domains) => Array.Exists(domains, d =>
        host.EndsWith(d, StringComparison.OrdinalIgnoreCase) && (host.Length == d.Length || host[^(d.Length + 1)] == '.'));

    private static string? Nearest(string host) => KnownResources.All
        .SelectMany(r => r.Names)
        .Select(n => new Uri(n).Host)
        .FirstOrDefault(known => Distance(host, known) is 1 or 2);

    /// <summary>Letters to insert, delete or replace between two texts, counted up to three.</summary>
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2)
        {
            return 3;
        }

        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
