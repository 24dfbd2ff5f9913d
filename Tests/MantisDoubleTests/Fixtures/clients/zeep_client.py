"""Talks to the MantisConnect whose WSDL is at the URL given, through python-zeep, and prints what it heard."""

import sys

import zeep
from zeep import xsd
from zeep.exceptions import Fault
from zeep.transports import Transport

ENCODING = "http://schemas.xmlsoap.org/soap/encoding/"
# zeep fetches this schema from the network; what is needed of it fits in here.
ENCODING_SCHEMA = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:t="http://schemas.xmlsoap.org/soap/encoding/" targetNamespace="http://schemas.xmlsoap.org/soap/encoding/">
  <xs:attribute name="arrayType" type="xs:string"/>
  <xs:complexType name="Array">
    <xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax"/></xs:sequence>
    <xs:attribute ref="t:arrayType"/>
  </xs:complexType>
</xs:schema>"""


class LocalTransport(Transport):
    def load(self, url):
        return ENCODING_SCHEMA if url == ENCODING else super().load(url)


client = zeep.Client(sys.argv[1], transport=LocalTransport())
call = client.service
me = ("puente", "puente")


def array(items, kind):
    """A list as zeep wants it for an encoded array."""
    element = xsd.Element("item", kind)
    return {"_value_1": [xsd.AnyObject(element, item) for item in items]}


def numbers(*items):
    return array(items, xsd.Integer())


def fault(body):
    try:
        body()
    except Fault as fault:
        return f"{fault.code}: {fault.message}"
    return "none"


def texts(items):
    return ", ".join(items)


print("version", call.mc_version())
user = call.mc_login(*me)
print("account", user.account_data.id, user.account_data.name, user.access_level, user.timezone)
print("projects", texts(project["name"] for project in call.mc_projects_get_user_accessible(*me)))
print("categories", texts(call.mc_project_get_categories(*me, 1)))
issue = call.mc_issue_get(*me, 1)
print("issue", issue.id, issue.summary, issue.status.name, issue.handler.name, issue.last_updated.isoformat())
print("notes", texts(note["text"] for note in issue.notes), "fields", len(issue.custom_fields))
print("due", issue.due_date, "version", issue.version)
headers = call.mc_issues_get_header(*me, numbers(3, 9999, 1))
print("headers", texts(f"{header['id']} {header['handler']}" for header in headers))
search = {
    "project_id": numbers(1),
    "handler_id": numbers(2),
    "sort": "last_updated,id",
    "sort_direction": "DESC,DESC",
}
print("search", texts(str(number) for number in call.mc_filter_search_issue_ids(*me, search, 1, 50)))

new = call.mc_issue_add(
    *me,
    {
        "project": {"id": 1},
        "category": "General",
        "summary": "De un cliente ajeno: ñ & <b>",
        "description": "Una\nDos",
        "handler": {"name": "ing0"},
    },
)
print("added", new)
attachment = call.mc_issue_attachment_add(*me, new, "hola.txt", "text/plain", "¡Hola!\n".encode())
print("attached", attachment, call.mc_issue_attachment_get(*me, attachment).decode().strip())
print("note", call.mc_issue_note_add(*me, new, {"text": "Recibido", "view_state": {"id": 50}}))
print("updated", call.mc_issue_update(*me, new, {"category": "General", "status": {"id": 80}, "resolution": {"id": 20}}))
issue = call.mc_issue_get(*me, new)
print("read", issue.summary, "|", issue.description.replace("\n", "/"), "|", issue.status.name, issue.resolution.name)
print("held", issue.attachments[0]["filename"], issue.attachments[0]["size"], issue.notes[0]["view_state"]["name"])
history = call.mc_issue_get_history(*me, new)
print("history", texts(f"{row['type']}{row['field'] or ''}" for row in history))
print("deleted", call.mc_issue_delete(*me, new), call.mc_issue_exists(*me, new))

print("fault", fault(lambda: call.mc_login("puente", "nada")))
print("fault", fault(lambda: call.mc_issue_get(*me, 9999)))
print("fault", fault(lambda: call.mc_issue_get_history(*me, 9999)))
print("fault", fault(lambda: call.mc_issue_get("dev000", "dev000", 6)))
print("fault", fault(lambda: call.mc_issue_add(*me, {"project": {"id": 1}, "summary": "x", "description": "x"})))
print("fault", fault(lambda: call.mc_issue_checkin(*me, 1, "x", False)))
