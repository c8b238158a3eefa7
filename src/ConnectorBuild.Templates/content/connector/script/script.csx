/// <summary>Customers are known by numbers in capitals, and makers type what they like.</summary>
public class Script : ScriptBase
{
    public override Task<HttpResponseMessage> ExecuteAsync()
    {
        var uri = this.Context.Request.RequestUri;
        var query = HttpUtility.ParseQueryString(uri.Query);
        if (query["customer"] != null)
        {
            query["customer"] = query["customer"].ToUpperInvariant();
        }

        this.Context.Request.RequestUri = new UriBuilder(uri) { Query = query.ToString() }.Uri;
        return this.Context.SendAsync(this.Context.Request, this.CancellationToken);
    }
}
