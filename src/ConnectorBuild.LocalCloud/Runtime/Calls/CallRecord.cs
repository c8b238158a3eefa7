using ConnectorBuild.LocalCloud.Runtime.Messages;

namespace ConnectorBuild.LocalCloud.Runtime.Calls;

/// <summary>What is noted while a call runs; secrets are taken out when somebody asks for it.</summary>
internal sealed class CallRecord(string id, string operationId, string credential)
{
    private static readonly string[] Credentials = ["Authorization", "Cookie", "Proxy-Authorization"];

    private readonly List<(string Method, string Url, KeyValuePair<string, string>[] Headers, int Status)> _sent = [];

    public string Id => id;

    public int Status { get; set; }

    public List<string> Policies { get; } = [];

    public bool RanScript { get; set; }

    public List<string> Logs { get; } = [];

    public List<string> Notes { get; } = [];

    public CallFinding? Finding { get; set; }

    /// <summary>Texts that nobody may see.</summary>
    public List<string> Secrets { get; } = [];

    public void Sent(RuntimeRequest request, int status) => _sent.Add((request.Method, request.Url, [.. request.Headers], status));

    public void SentByScript(string methodAndUrl)
    {
        var space = methodAndUrl.IndexOf(' ', StringComparison.Ordinal);
        _sent.Add((methodAndUrl[..space], methodAndUrl[(space + 1)..], [], 0));
    }

    public CallTrace ToTrace() => new()
    {
        Id = id,
        OperationId = operationId,
        Status = Status,
        Credential = credential,
        Policies = [.. Policies],
        RanScript = RanScript,
        Logs = [.. Logs.Select(Mask)],
        Sent = [.. _sent.Select(s => new SentCall(s.Method, Mask(s.Url), [.. s.Headers.Select(Header)], s.Status))],
        Notes = [.. Notes.Select(Mask)],
        Finding = Finding is { } finding ? finding with { Message = Mask(finding.Message) } : null,
    };

    private string Header(KeyValuePair<string, string> field) =>
        $"{field.Key}: "
            + $"{(Credentials.Contains(field.Key, StringComparer.OrdinalIgnoreCase) ? $"{field.Value.Split(' ')[0]} ***" : Mask(field.Value))}";

    /// <summary>A text with every secret of the call as <c>***</c>.</summary>
    public string Mask(string text)
    {
        foreach (var secret in Secrets.Where(s => s.Length > 2))
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal).Replace(Uri.EscapeDataString(secret), "***", StringComparison.Ordinal);
        }

        return text;
    }
}
