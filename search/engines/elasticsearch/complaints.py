"""What keeps the server from answering, for the operator: one sentence, and never a password."""

import elasticsearch
from django.conf import settings
from elastic_transport import TlsError, TransportError
from elasticsearch import ApiError

from search.engines.elasticsearch.client import client
from search.engines.elasticsearch.names import prefix

# Servers of another version refuse the client's own kind of request before they say which they are.
_ANY = {"accept": "*/*"}


def complaint() -> str:
    """Empty where all is well."""
    url = settings.ELASTICSEARCH["url"]
    try:
        answer = client().perform_request("GET", "/", headers=_ANY).body
        version = str(answer["version"]["number"])
    except ApiError as error:
        return _refusal(url, error)
    except TlsError as error:
        return f"The certificate of {url} is not trusted by ELASTICSEARCH_CA_FILE: {_cause(error)}."
    except TransportError as error:
        return f"Elasticsearch does not answer at {url}: {_cause(error)}."
    except (KeyError, TypeError):
        return f"What answers at {url} is not Elasticsearch."
    except (OSError, ValueError) as error:
        return f"There is no way to ask Elasticsearch at {url}: {error}."
    ours = elasticsearch.__version__[0]
    if version.partition(".")[0] != str(ours):
        return f"Elasticsearch at {url} is of version {version}; this portal speaks to version {ours} only."
    return ""


def _refusal(url: str, error: ApiError) -> str:
    if error.meta.status == 401:
        return (
            f"Elasticsearch at {url} does not know the user or the key in ELASTICSEARCH_USER, "
            "ELASTICSEARCH_PASSWORD and ELASTICSEARCH_API_KEY."
        )
    if error.meta.status == 403:
        return (
            f"Elasticsearch at {url} lets the portal's user do too little: she needs the privilege `monitor` "
            f"of the cluster, and `all` on the indices {prefix()}.*"
        )
    if error.meta.status < 500:
        return f"What answers at {url} is not Elasticsearch."
    return f"Elasticsearch at {url} is not ready: it answers {error.meta.status}."


def _cause(error: BaseException) -> str:
    """What lies at the bottom of an error, without the wrappings of three libraries."""
    inner = next(iter(getattr(error, "errors", ())), None) or error.__cause__ or getattr(error, "reason", None)
    return _cause(inner) if isinstance(inner, BaseException) and inner is not error else str(error)
