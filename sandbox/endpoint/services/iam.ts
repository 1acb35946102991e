import * as model from "@aws-sdk/client-iam";
import { query } from "../protocols/query.ts";
import { lists, type Service, same } from "./service.ts";

export const iam: Service = {
  name: "iam",
  protocol: query,
  version: "2010-05-08",
  xmlNamespace: "https://iam.amazonaws.com/doc/2010-05-08/",
  model,
  paging: {
    token: "Marker",
    size: "MaxItems",
    maximum: 1000,
    usual: 100,
    isTruncated: "IsTruncated",
    wrongToken: "ValidationException",
  },
  operations: {
    ListUsers: { call: "ListIamUsers", list: "Users" },
    ...lists({
      ListAccessKeys: "AccessKeyMetadata",
      ListAccountAliases: "AccountAliases",
      ListMFADevices: "MFADevices",
      ListVirtualMFADevices: "VirtualMFADevices",
    }),
    ...same(
      "GenerateCredentialReport",
      "GetAccessKeyLastUsed",
      "GetAccountPasswordPolicy",
      "GetAccountSummary",
      "GetCredentialReport",
      "GetLoginProfile",
      "GetUser",
      "ListOrganizationsFeatures",
    ),
  },
  errors: {
    AccessDeniedException: "AccessDenied",
    ConflictException: "ConcurrentModificationException",
    ExpiredTokenException: "ExpiredToken",
    InternalServerException: "ServiceFailureException",
    MissingAuthenticationTokenException: "MissingAuthenticationToken",
    ResourceNotFoundException: "NoSuchEntityException",
    ServiceQuotaExceededException: "LimitExceededException",
    ThrottlingException: "Throttling",
    UnrecognizedClientException: "InvalidClientTokenId",
    ValidationException: "ValidationError",
  },
};
