using System.Runtime.InteropServices;

namespace ConnectorBuild.Definition;

/// <summary>What a reader notes in passing, so that nobody has to look through a whole document for it again.</summary>
internal sealed class NotedNodes
{
    private readonly List<int> _references = [];
    private readonly List<int> _otherExtensions = [];
    private readonly List<int> _notificationUrls = [];

    public ReadOnlySpan<int> References => CollectionsMarshal.AsSpan(_references);

    public ReadOnlySpan<int> OtherExtensions => CollectionsMarshal.AsSpan(_otherExtensions);

    public ReadOnlySpan<int> NotificationUrls => CollectionsMarshal.AsSpan(_notificationUrls);

    /// <summary>Notes a member that is about to be added.</summary>
    public void Note(int node, Keyword keyword, ReadOnlySpan<byte> name)
    {
        if (keyword == Keyword.Ref)
        {
            _references.Add(node);
        }
        else if (keyword == Keyword.XMsNotificationUrl)
        {
            _notificationUrls.Add(node);
        }
        else if (keyword == Keyword.None && name is [(byte)'x', (byte)'-', (byte)'m', (byte)'s', (byte)'-', _, ..])
        {
            _otherExtensions.Add(node);
        }
    }
}
