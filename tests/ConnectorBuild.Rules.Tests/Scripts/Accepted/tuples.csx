public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var (ok, message) = Check(Context.Request.RequestUri.Query);
        return new HttpResponseMessage(ok ? HttpStatusCode.OK : HttpStatusCode.BadRequest) { ReasonPhrase = message };
    }

    private static (bool Ok, string Message) Check(string query) => (query.Length > 0, query.Length == 0 ? "no query" : null);
}
