// Written by "npm run records" from @pulumi/aws and the tables of records. Change those instead.

/** Arguments and outputs of each kind, as @pulumi/aws names and types them. */
export const shapes: Readonly<Record<string, readonly [string, string]>> = {
  "autoscaling:Attachment": [
    "autoscalingGroupName!:string elb:string lbTargetGroupArn:string region:string",
    "autoscalingGroupName!:string elb:string lbTargetGroupArn:string region!:string",
  ],
  "autoscaling:LifecycleHook": [
    "autoscalingGroupName!:string defaultResult:string heartbeatTimeout:number lifecycleTransition!:string name:string notificationMetadata:string notificationTargetArn:string region:string roleArn:string",
    "autoscalingGroupName!:string defaultResult!:string heartbeatTimeout:number lifecycleTransition!:string name!:string notificationMetadata:string notificationTargetArn:string region!:string roleArn:string",
  ],
  "autoscaling:Notification": [
    "groupNames!:list notifications!:list region:string topicArn!:string",
    "groupNames!:list notifications!:list region!:string topicArn!:string",
  ],
  "autoscaling:Policy": [
    "adjustmentType:string autoscalingGroupName!:string cooldown:number enabled:boolean estimatedInstanceWarmup:number metricAggregationType:string minAdjustmentMagnitude:number name:string policyType:string predictiveScalingConfiguration:map region:string scalingAdjustment:number stepAdjustments:list targetTrackingConfiguration:map",
    "adjustmentType:string arn!:string autoscalingGroupName!:string cooldown:number enabled:boolean estimatedInstanceWarmup:number metricAggregationType!:string minAdjustmentMagnitude:number name!:string policyType:string predictiveScalingConfiguration:map region!:string scalingAdjustment:number stepAdjustments:list targetTrackingConfiguration:map",
  ],
  "autoscaling:Schedule": [
    "autoscalingGroupName!:string desiredCapacity:number endTime:string maxSize:number minSize:number recurrence:string region:string scheduledActionName!:string startTime:string timeZone:string",
    "arn!:string autoscalingGroupName!:string desiredCapacity!:number endTime!:string maxSize!:number minSize!:number recurrence!:string region!:string scheduledActionName!:string startTime!:string timeZone!:string",
  ],
  "autoscaling:Tag": [
    "autoscalingGroupName!:string region:string tag!:map",
    "autoscalingGroupName!:string region!:string tag!:map",
  ],
  "autoscaling:TrafficSourceAttachment": [
    "autoscalingGroupName!:string region:string trafficSource:map",
    "autoscalingGroupName!:string region!:string trafficSource:map",
  ],
  "ebs:Snapshot": [
    "description:string outpostArn:string permanentRestore:boolean region:string storageTier:string tags:map temporaryRestoreDays:number volumeId!:string",
    "arn!:string dataEncryptionKeyId!:string description:string encrypted!:boolean kmsKeyId!:string outpostArn:string ownerAlias!:string ownerId!:string permanentRestore:boolean region!:string storageTier!:string tags:map tagsAll!:map temporaryRestoreDays:number volumeId!:string volumeSize!:number",
  ],
  "ebs:Volume": [
    "availabilityZone!:string encrypted:boolean finalSnapshot:boolean iops:number kmsKeyId:string multiAttachEnabled:boolean outpostArn:string region:string size:number snapshotId:string tags:map throughput:number type:string volumeInitializationRate:number",
    "arn!:string availabilityZone!:string createTime!:string encrypted!:boolean finalSnapshot:boolean iops!:number kmsKeyId!:string multiAttachEnabled:boolean outpostArn:string region!:string size!:number snapshotId!:string tags:map tagsAll!:map throughput!:number type!:string volumeInitializationRate:number",
  ],
  "ebs:getSnapshot": [
    "filters:list mostRecent:boolean owners:list region:string restorableByUserIds:list snapshotIds:list tags:map",
    "arn!:string dataEncryptionKeyId!:string description!:string encrypted!:boolean filters:list id!:string kmsKeyId!:string mostRecent:boolean outpostArn!:string ownerAlias!:string ownerId!:string owners:list region!:string restorableByUserIds:list snapshotId!:string snapshotIds:list startTime!:string state!:string storageTier!:string tags!:map volumeId!:string volumeSize!:number",
  ],
  "ebs:getSnapshotIds": [
    "filters:list owners:list region:string restorableByUserIds:list",
    "filters:list id!:string ids!:list owners:list region!:string restorableByUserIds:list",
  ],
  "ebs:getVolume": [
    "filters:list mostRecent:boolean region:string tags:map",
    "arn!:string availabilityZone!:string createTime!:string encrypted!:boolean filters:list id!:string iops!:number kmsKeyId!:string mostRecent:boolean multiAttachEnabled!:boolean outpostArn!:string region!:string size!:number snapshotId!:string tags!:map throughput!:number volumeId!:string volumeInitializationRate!:number volumeType!:string",
  ],
  "ec2:DefaultNetworkAcl": [
    "defaultNetworkAclId!:string egress:list ingress:list region:string subnetIds:list tags:map",
    "arn!:string defaultNetworkAclId!:string egress:list ingress:list ownerId!:string region!:string subnetIds:list tags:map tagsAll!:map vpcId!:string",
  ],
  "ec2:DefaultRouteTable": [
    "defaultRouteTableId!:string propagatingVgws:list region:string routes:list tags:map",
    "arn!:string defaultRouteTableId!:string ownerId!:string propagatingVgws:list region!:string routes!:list tags:map tagsAll!:map vpcId!:string",
  ],
  "ec2:DefaultSubnet": [
    "assignIpv6AddressOnCreation:boolean availabilityZone!:string customerOwnedIpv4Pool:string enableDns64:boolean enableResourceNameDnsARecordOnLaunch:boolean enableResourceNameDnsAaaaRecordOnLaunch:boolean forceDestroy:boolean ipv6CidrBlock:string ipv6Native:boolean mapCustomerOwnedIpOnLaunch:boolean mapPublicIpOnLaunch:boolean privateDnsHostnameTypeOnLaunch:string region:string tags:map",
    "arn!:string assignIpv6AddressOnCreation:boolean availabilityZone!:string availabilityZoneId!:string cidrBlock!:string customerOwnedIpv4Pool:string enableDns64:boolean enableLniAtDeviceIndex!:number enableResourceNameDnsARecordOnLaunch:boolean enableResourceNameDnsAaaaRecordOnLaunch:boolean existingDefaultSubnet!:boolean forceDestroy:boolean ipv6CidrBlock!:string ipv6CidrBlockAssociationId!:string ipv6Native:boolean mapCustomerOwnedIpOnLaunch:boolean mapPublicIpOnLaunch:boolean outpostArn!:string ownerId!:string privateDnsHostnameTypeOnLaunch!:string region!:string tags:map tagsAll!:map vpcId!:string",
  ],
  "ec2:DefaultVpc": [
    "assignGeneratedIpv6CidrBlock:boolean enableDnsHostnames:boolean enableDnsSupport:boolean enableNetworkAddressUsageMetrics:boolean forceDestroy:boolean ipv6CidrBlock:string ipv6CidrBlockNetworkBorderGroup:string ipv6IpamPoolId:string ipv6NetmaskLength:number region:string tags:map",
    "arn!:string assignGeneratedIpv6CidrBlock:boolean cidrBlock!:string defaultNetworkAclId!:string defaultRouteTableId!:string defaultSecurityGroupId!:string dhcpOptionsId!:string enableDnsHostnames:boolean enableDnsSupport:boolean enableNetworkAddressUsageMetrics!:boolean existingDefaultVpc!:boolean forceDestroy:boolean instanceTenancy!:string ipv6AssociationId!:string ipv6CidrBlock!:string ipv6CidrBlockNetworkBorderGroup!:string ipv6IpamPoolId:string ipv6NetmaskLength:number mainRouteTableId!:string ownerId!:string region!:string tags:map tagsAll!:map",
  ],
  "ec2:EgressOnlyInternetGateway": [
    "region:string tags:map vpcId!:string",
    "region!:string tags:map tagsAll!:map vpcId!:string",
  ],
  "ec2:Eip": [
    "address:string associateWithPrivateIp:string customerOwnedIpv4Pool:string domain:string instance:string ipamPoolId:string networkBorderGroup:string networkInterface:string publicIpv4Pool:string region:string tags:map",
    "address:string allocationId!:string arn!:string associateWithPrivateIp:string associationId!:string carrierIp!:string customerOwnedIp!:string customerOwnedIpv4Pool:string domain!:string instance!:string ipamPoolId!:string networkBorderGroup!:string networkInterface!:string privateDns!:string privateIp!:string ptrRecord!:string publicDns!:string publicIp!:string publicIpv4Pool!:string region!:string tags:map tagsAll!:map",
  ],
  "ec2:EipAssociation": [
    "allocationId:string allowReassociation:boolean instanceId:string networkInterfaceId:string privateIpAddress:string publicIp:string region:string",
    "allocationId!:string allowReassociation:boolean instanceId!:string networkInterfaceId!:string privateIpAddress!:string publicIp!:string region!:string",
  ],
  "ec2:InternetGateway": [
    "region:string tags:map vpcId:string",
    "arn!:string ownerId!:string region!:string tags:map tagsAll!:map vpcId!:string",
  ],
  "ec2:InternetGatewayAttachment": [
    "internetGatewayId!:string region:string vpcId!:string",
    "internetGatewayId!:string region!:string vpcId!:string",
  ],
  "ec2:KeyPair": [
    "keyName:string keyNamePrefix:string publicKey!:string region:string tags:map",
    "arn!:string fingerprint!:string keyName!:string keyNamePrefix!:string keyPairId!:string keyType!:string publicKey!:string region!:string tags:map tagsAll!:map",
  ],
  "ec2:LaunchConfiguration": [
    "associatePublicIpAddress:boolean ebsBlockDevices:list ebsOptimized:boolean enableMonitoring:boolean ephemeralBlockDevices:list iamInstanceProfile:string imageId!:string instanceType!:string keyName:string metadataOptions:map name:string namePrefix:string placementTenancy:string region:string rootBlockDevice:map securityGroups:list spotPrice:string userData:string userDataBase64:string",
    "arn!:string associatePublicIpAddress:boolean ebsBlockDevices!:list ebsOptimized!:boolean enableMonitoring:boolean ephemeralBlockDevices:list iamInstanceProfile:string imageId!:string instanceType!:string keyName!:string metadataOptions!:map name!:string namePrefix!:string placementTenancy:string region!:string rootBlockDevice!:map securityGroups:list spotPrice:string userData:string userDataBase64:string",
  ],
  "ec2:LaunchTemplate": [
    "blockDeviceMappings:list capacityReservationSpecification:map cpuOptions:map creditSpecification:map defaultVersion:number description:string disableApiStop:boolean disableApiTermination:boolean ebsOptimized:string enclaveOptions:map hibernationOptions:map iamInstanceProfile:map imageId:string instanceInitiatedShutdownBehavior:string instanceMarketOptions:map instanceRequirements:map instanceType:string kernelId:string keyName:string licenseSpecifications:list maintenanceOptions:map metadataOptions:map monitoring:map name:string namePrefix:string networkInterfaces:list networkPerformanceOptions:map placement:map privateDnsNameOptions:map ramDiskId:string region:string secondaryInterfaces:list securityGroupNames:list tagSpecifications:list tags:map updateDefaultVersion:boolean userData:string vpcSecurityGroupIds:list",
    "arn!:string blockDeviceMappings:list capacityReservationSpecification:map cpuOptions:map creditSpecification:map defaultVersion!:number description:string disableApiStop:boolean disableApiTermination:boolean ebsOptimized:string enclaveOptions:map hibernationOptions:map iamInstanceProfile:map imageId:string instanceInitiatedShutdownBehavior:string instanceMarketOptions:map instanceRequirements:map instanceType:string kernelId:string keyName:string latestVersion!:number licenseSpecifications:list maintenanceOptions:map metadataOptions!:map monitoring:map name!:string namePrefix!:string networkInterfaces:list networkPerformanceOptions:map placement:map privateDnsNameOptions:map ramDiskId:string region!:string secondaryInterfaces:list securityGroupNames:list tagSpecifications:list tags:map tagsAll!:map updateDefaultVersion:boolean userData:string vpcSecurityGroupIds:list",
  ],
  "ec2:MainRouteTableAssociation": [
    "region:string routeTableId!:string vpcId!:string",
    "originalRouteTableId!:string region!:string routeTableId!:string vpcId!:string",
  ],
  "ec2:NatGateway": [
    "allocationId:string availabilityMode:string availabilityZoneAddresses:list connectivityType:string privateIp:string region:string secondaryAllocationIds:list secondaryPrivateIpAddressCount:number secondaryPrivateIpAddresses:list subnetId:string tags:map vpcId:string",
    "allocationId:string associationId!:string autoProvisionZones!:string autoScalingIps!:string availabilityMode!:string availabilityZoneAddresses:list connectivityType:string networkInterfaceId!:string privateIp!:string publicIp!:string region!:string regionalNatGatewayAddresses!:list regionalNatGatewayAutoMode!:string routeTableId!:string secondaryAllocationIds!:list secondaryPrivateIpAddressCount!:number secondaryPrivateIpAddresses!:list subnetId:string tags:map tagsAll!:map vpcId!:string",
  ],
  "ec2:NetworkAcl": [
    "egress:list ingress:list region:string subnetIds:list tags:map vpcId!:string",
    "arn!:string egress!:list ingress!:list ownerId!:string region!:string subnetIds!:list tags:map tagsAll!:map vpcId!:string",
  ],
  "ec2:NetworkAclAssociation": [
    "networkAclId!:string region:string subnetId!:string",
    "networkAclId!:string region!:string subnetId!:string",
  ],
  "ec2:NetworkAclRule": [
    "cidrBlock:string egress:boolean fromPort:number icmpCode:number icmpType:number ipv6CidrBlock:string networkAclId!:string protocol!:string region:string ruleAction!:string ruleNumber!:number toPort:number",
    "cidrBlock:string egress:boolean fromPort:number icmpCode:number icmpType:number ipv6CidrBlock:string networkAclId!:string protocol!:string region!:string ruleAction!:string ruleNumber!:number toPort:number",
  ],
  "ec2:NetworkInterface": [
    "attachments:list description:string enaSrdSpecification:map enablePrimaryIpv6:boolean interfaceType:string ipv4PrefixCount:number ipv4Prefixes:list ipv6AddressCount:number ipv6AddressListEnabled:boolean ipv6AddressLists:list ipv6Addresses:list ipv6PrefixCount:number ipv6Prefixes:list privateIp:string privateIpListEnabled:boolean privateIpLists:list privateIps:list privateIpsCount:number region:string securityGroups:list sourceDestCheck:boolean subnetId!:string tags:map",
    "arn!:string attachments!:list description:string enaSrdSpecification:map enablePrimaryIpv6!:boolean interfaceType!:string ipv4PrefixCount!:number ipv4Prefixes!:list ipv6AddressCount!:number ipv6AddressListEnabled:boolean ipv6AddressLists!:list ipv6Addresses!:list ipv6PrefixCount!:number ipv6Prefixes!:list macAddress!:string outpostArn!:string ownerId!:string privateDnsName!:string privateIp!:string privateIpListEnabled:boolean privateIpLists!:list privateIps!:list privateIpsCount!:number region!:string securityGroups!:list sourceDestCheck:boolean subnetId!:string tags:map tagsAll!:map",
  ],
  "ec2:NetworkInterfaceAttachment": [
    "deviceIndex!:number instanceId!:string networkCardIndex:number networkInterfaceId!:string region:string",
    "attachmentId!:string deviceIndex!:number instanceId!:string networkCardIndex!:number networkInterfaceId!:string region!:string status!:string",
  ],
  "ec2:NetworkInterfaceSecurityGroupAttachment": [
    "networkInterfaceId!:string region:string securityGroupId!:string",
    "networkInterfaceId!:string region!:string securityGroupId!:string",
  ],
  "ec2:PeeringConnectionOptions": [
    "accepter:map region:string requester:map vpcPeeringConnectionId!:string",
    "accepter!:map region!:string requester!:map vpcPeeringConnectionId!:string",
  ],
  "ec2:PlacementGroup": [
    "name:string partitionCount:number region:string spreadLevel:string strategy!:string tags:map",
    "arn!:string name!:string partitionCount!:number placementGroupId!:string region!:string spreadLevel!:string strategy!:string tags:map tagsAll!:map",
  ],
  "ec2:Route": [
    "carrierGatewayId:string coreNetworkArn:string destinationCidrBlock:string destinationIpv6CidrBlock:string destinationPrefixListId:string egressOnlyGatewayId:string gatewayId:string localGatewayId:string natGatewayId:string networkInterfaceId:string odbNetworkArn:string region:string routeTableId!:string transitGatewayId:string vpcEndpointId:string vpcPeeringConnectionId:string",
    "carrierGatewayId:string coreNetworkArn:string destinationCidrBlock:string destinationIpv6CidrBlock:string destinationPrefixListId:string egressOnlyGatewayId:string gatewayId:string instanceId!:string instanceOwnerId!:string localGatewayId:string natGatewayId:string networkInterfaceId!:string odbNetworkArn:string origin!:string region!:string routeTableId!:string state!:string transitGatewayId:string vpcEndpointId:string vpcPeeringConnectionId:string",
  ],
  "ec2:RouteTable": [
    "propagatingVgws:list region:string routes:list tags:map vpcId!:string",
    "arn!:string ownerId!:string propagatingVgws!:list region!:string routes!:list tags:map tagsAll!:map vpcId!:string",
  ],
  "ec2:RouteTableAssociation": [
    "gatewayId:string region:string routeTableId!:string subnetId:string",
    "gatewayId:string region!:string routeTableId!:string subnetId:string",
  ],
  "ec2:Subnet": [
    "assignIpv6AddressOnCreation:boolean availabilityZone:string availabilityZoneId:string cidrBlock:string customerOwnedIpv4Pool:string enableDns64:boolean enableLniAtDeviceIndex:number enableResourceNameDnsARecordOnLaunch:boolean enableResourceNameDnsAaaaRecordOnLaunch:boolean ipv4IpamPoolId:string ipv4NetmaskLength:number ipv6CidrBlock:string ipv6IpamPoolId:string ipv6Native:boolean ipv6NetmaskLength:number mapCustomerOwnedIpOnLaunch:boolean mapPublicIpOnLaunch:boolean outpostArn:string privateDnsHostnameTypeOnLaunch:string region:string tags:map vpcId!:string",
    "arn!:string assignIpv6AddressOnCreation:boolean availabilityZone!:string availabilityZoneId!:string cidrBlock!:string customerOwnedIpv4Pool:string enableDns64:boolean enableLniAtDeviceIndex:number enableResourceNameDnsARecordOnLaunch:boolean enableResourceNameDnsAaaaRecordOnLaunch:boolean ipv4IpamPoolId:string ipv4NetmaskLength:number ipv6CidrBlock!:string ipv6CidrBlockAssociationId!:string ipv6IpamPoolId:string ipv6Native:boolean ipv6NetmaskLength:number mapCustomerOwnedIpOnLaunch:boolean mapPublicIpOnLaunch:boolean outpostArn:string ownerId!:string privateDnsHostnameTypeOnLaunch!:string region!:string tags:map tagsAll!:map vpcId!:string",
  ],
  "ec2:VolumeAttachment": [
    "deviceName!:string forceDetach:boolean instanceId!:string region:string skipDestroy:boolean stopInstanceBeforeDetaching:boolean volumeId!:string",
    "deviceName!:string forceDetach:boolean instanceId!:string region!:string skipDestroy:boolean stopInstanceBeforeDetaching:boolean volumeId!:string",
  ],
  "ec2:Vpc": [
    "assignGeneratedIpv6CidrBlock:boolean cidrBlock:string enableDnsHostnames:boolean enableDnsSupport:boolean enableNetworkAddressUsageMetrics:boolean instanceTenancy:string ipv4IpamPoolId:string ipv4NetmaskLength:number ipv6CidrBlock:string ipv6CidrBlockNetworkBorderGroup:string ipv6IpamPoolId:string ipv6NetmaskLength:number region:string tags:map",
    "arn!:string assignGeneratedIpv6CidrBlock:boolean cidrBlock!:string defaultNetworkAclId!:string defaultRouteTableId!:string defaultSecurityGroupId!:string dhcpOptionsId!:string enableDnsHostnames!:boolean enableDnsSupport:boolean enableNetworkAddressUsageMetrics!:boolean instanceTenancy:string ipv4IpamPoolId:string ipv4NetmaskLength:number ipv6AssociationId!:string ipv6CidrBlock!:string ipv6CidrBlockNetworkBorderGroup!:string ipv6IpamPoolId:string ipv6NetmaskLength:number mainRouteTableId!:string ownerId!:string region!:string tags:map tagsAll!:map",
  ],
  "ec2:VpcDhcpOptions": [
    "domainName:string domainNameServers:list ipv6AddressPreferredLeaseTime:string netbiosNameServers:list netbiosNodeType:string ntpServers:list region:string tags:map",
    "arn!:string domainName:string domainNameServers:list ipv6AddressPreferredLeaseTime:string netbiosNameServers:list netbiosNodeType:string ntpServers:list ownerId!:string region!:string tags:map tagsAll!:map",
  ],
  "ec2:VpcDhcpOptionsAssociation": [
    "dhcpOptionsId!:string region:string vpcId!:string",
    "dhcpOptionsId!:string region!:string vpcId!:string",
  ],
  "ec2:VpcEndpoint": [
    "autoAccept:boolean dnsOptions:map ipAddressType:string policy:string privateDnsEnabled:boolean region:string resourceConfigurationArn:string routeTableIds:list securityGroupIds:list serviceName:string serviceNetworkArn:string serviceRegion:string subnetConfigurations:list subnetIds:list tags:map vpcEndpointType:string vpcId!:string",
    "arn!:string autoAccept:boolean cidrBlocks!:list dnsEntries!:list dnsOptions!:map ipAddressType!:string networkInterfaceIds!:list ownerId!:string policy!:string prefixListId!:string privateDnsEnabled!:boolean region!:string requesterManaged!:boolean resourceConfigurationArn:string routeTableIds!:list securityGroupIds!:list serviceName:string serviceNetworkArn:string serviceRegion!:string state!:string subnetConfigurations!:list subnetIds!:list tags:map tagsAll!:map vpcEndpointType:string vpcId!:string",
  ],
  "ec2:VpcEndpointRouteTableAssociation": [
    "region:string routeTableId!:string vpcEndpointId!:string",
    "region!:string routeTableId!:string vpcEndpointId!:string",
  ],
  "ec2:VpcEndpointSubnetAssociation": [
    "region:string subnetId!:string vpcEndpointId!:string",
    "region!:string subnetId!:string vpcEndpointId!:string",
  ],
  "ec2:VpcIpv4CidrBlockAssociation": [
    "cidrBlock:string ipv4IpamPoolId:string ipv4NetmaskLength:number region:string vpcId!:string",
    "cidrBlock!:string ipv4IpamPoolId:string ipv4NetmaskLength:number region!:string vpcId!:string",
  ],
  "ec2:VpcPeeringConnection": [
    "accepter:map autoAccept:boolean peerOwnerId:string peerRegion:string peerVpcId!:string region:string requester:map tags:map vpcId!:string",
    "acceptStatus!:string accepter!:map autoAccept:boolean peerOwnerId!:string peerRegion!:string peerVpcId!:string region!:string requester!:map tags:map tagsAll!:map vpcId!:string",
  ],
  "ec2:VpcPeeringConnectionAccepter": [
    "accepter:map autoAccept:boolean region:string requester:map tags:map vpcPeeringConnectionId!:string",
    "acceptStatus!:string accepter!:map autoAccept:boolean peerOwnerId!:string peerRegion!:string peerVpcId!:string region!:string requester!:map tags:map tagsAll!:map vpcId!:string vpcPeeringConnectionId!:string",
  ],
  "ec2:getEips": [
    "filters:list region:string tags:map",
    "allocationIds!:list filters:list id!:string publicIps!:list region!:string tags:map",
  ],
  "ec2:getElasticIp": [
    "filters:list id:string publicIp:string region:string tags:map",
    "arn!:string associationId!:string carrierIp!:string customerOwnedIp!:string customerOwnedIpv4Pool!:string domain!:string filters:list id!:string instanceId!:string ipamPoolId!:string networkInterfaceId!:string networkInterfaceOwnerId!:string privateDns!:string privateIp!:string ptrRecord!:string publicDns!:string publicIp!:string publicIpv4Pool!:string region!:string tags!:map",
  ],
  "ec2:getInstance": [
    "filters:list getPasswordData:boolean getUserData:boolean instanceId:string instanceTags:map region:string tags:map",
    "ami!:string arn!:string associatePublicIpAddress!:boolean availabilityZone!:string creditSpecifications!:list disableApiStop!:boolean disableApiTermination!:boolean ebsBlockDevices!:list ebsOptimized!:boolean enclaveOptions!:list ephemeralBlockDevices!:list filters:list getPasswordData:boolean getUserData:boolean hostId!:string hostResourceGroupArn!:string iamInstanceProfile!:string id!:string instanceId:string instanceState!:string instanceTags!:map instanceType!:string ipv6Addresses!:list keyName!:string launchTime!:string maintenanceOptions!:list metadataOptions!:list monitoring!:boolean networkInterfaceId!:string outpostArn!:string passwordData!:string placementGroup!:string placementGroupId!:string placementPartitionNumber!:number privateDns!:string privateDnsNameOptions!:list privateIp!:string publicDns!:string publicIp!:string region!:string rootBlockDevices!:list secondaryPrivateIps!:list securityGroups!:list sourceDestCheck!:boolean subnetId!:string tags!:map tenancy!:string userData!:string userDataBase64!:string vpcSecurityGroupIds!:list",
  ],
  "ec2:getInstanceType": [
    "instanceType!:string region:string",
    "autoRecoverySupported!:boolean bandwidthWeightings!:list bareMetal!:boolean bootModes!:list burstablePerformanceSupported!:boolean currentGeneration!:boolean dedicatedHostsSupported!:boolean defaultCores!:number defaultNetworkCardIndex!:number defaultThreadsPerCore!:number defaultVcpus!:number ebsEncryptionSupport!:string ebsNvmeSupport!:string ebsOptimizedSupport!:string ebsPerformanceBaselineBandwidth!:number ebsPerformanceBaselineIops!:number ebsPerformanceBaselineThroughput!:number ebsPerformanceMaximumBandwidth!:number ebsPerformanceMaximumIops!:number ebsPerformanceMaximumThroughput!:number efaMaximumInterfaces!:number efaSupported!:boolean enaSrdSupported!:boolean enaSupport!:string encryptionInTransitSupported!:boolean fpgas!:list freeTierEligible!:boolean gpuses!:list hibernationSupported!:boolean hypervisor!:string id!:string inferenceAccelerators!:list instanceDisks!:list instanceStorageSupported!:boolean instanceType!:string ipv6Supported!:boolean maximumIpv4AddressesPerInterface!:number maximumIpv6AddressesPerInterface!:number maximumNetworkCards!:number maximumNetworkInterfaces!:number mediaAccelerators!:list memorySize!:number networkCards!:list networkPerformance!:string neuronDevices!:list nitroEnclavesSupport!:string nitroTpmSupport!:string nitroTpmSupportedVersions!:list phcSupport!:string region!:string supportedArchitectures!:list supportedCpuFeatures!:list supportedPlacementStrategies!:list supportedRootDeviceTypes!:list supportedUsagesClasses!:list supportedVirtualizationTypes!:list sustainedClockSpeed!:number totalFpgaMemory!:number totalGpuMemory!:number totalInferenceMemory!:number totalInstanceStorage!:number totalMediaMemory!:number totalNeuronDeviceMemory!:number validCores!:list validThreadsPerCores!:list",
  ],
  "ec2:getInstanceTypeOfferings": [
    "filters:list locationType:string region:string",
    "filters:list id!:string instanceTypes!:list locationType:string locationTypes!:list locations!:list region!:string",
  ],
  "ec2:getInstances": [
    "filters:list instanceStateNames:list instanceTags:map region:string",
    "filters:list id!:string ids!:list instanceStateNames:list instanceTags!:map ipv6Addresses!:list privateIps!:list publicIps!:list region!:string",
  ],
  "ec2:getInternetGateway": [
    "filters:list internetGatewayId:string region:string tags:map",
    "arn!:string attachments!:list filters:list id!:string internetGatewayId!:string ownerId!:string region!:string tags!:map",
  ],
  "ec2:getKeyPair": [
    "filters:list includePublicKey:boolean keyName:string keyPairId:string region:string tags:map",
    "arn!:string createTime!:string filters:list fingerprint!:string id!:string includePublicKey:boolean keyName:string keyPairId:string keyType!:string publicKey!:string region!:string tags!:map",
  ],
  "ec2:getLaunchTemplate": [
    "filters:list id:string name:string region:string tags:map",
    "arn!:string blockDeviceMappings!:list capacityReservationSpecifications!:list cpuOptions!:list creditSpecifications!:list defaultVersion!:number description!:string disableApiStop!:boolean disableApiTermination!:boolean ebsOptimized!:string enclaveOptions!:list filters:list hibernationOptions!:list iamInstanceProfiles!:list id!:string imageId!:string instanceInitiatedShutdownBehavior!:string instanceMarketOptions!:list instanceRequirements!:list instanceType!:string kernelId!:string keyName!:string latestVersion!:number licenseSpecifications!:list maintenanceOptions!:list metadataOptions!:list monitorings!:list name!:string networkInterfaces!:list networkPerformanceOptions!:list placements!:list privateDnsNameOptions!:list ramDiskId!:string region!:string secondaryInterfaces!:list securityGroupNames!:list tagSpecifications!:list tags!:map userData!:string vpcSecurityGroupIds!:list",
  ],
  "ec2:getNatGateway": [
    "filters:list id:string region:string state:string subnetId:string tags:map vpcId:string",
    "allocationId!:string associationId!:string autoProvisionZones!:string autoScalingIps!:string availabilityMode!:string availabilityZoneAddresses!:list connectivityType!:string filters:list id!:string networkInterfaceId!:string privateIp!:string publicIp!:string region!:string regionalNatGatewayAddresses!:list routeTableId!:string secondaryAllocationIds!:list secondaryPrivateIpAddressCount!:number secondaryPrivateIpAddresses!:list state!:string subnetId!:string tags!:map vpcId!:string",
  ],
  "ec2:getNatGateways": [
    "filters:list region:string tags:map vpcId:string",
    "filters:list id!:string ids!:list region!:string tags!:map vpcId:string",
  ],
  "ec2:getNetworkInterface": [
    "filters:list id:string region:string tags:map",
    "arn!:string associations!:list attachments!:list availabilityZone!:string description!:string enaSrdSpecifications!:list filters:list id!:string interfaceType!:string ipv6Addresses!:list macAddress!:string outpostArn!:string ownerId!:string privateDnsName!:string privateIp!:string privateIps!:list region!:string requesterId!:string securityGroups!:list subnetId!:string tags!:map vpcId!:string",
  ],
  "ec2:getNetworkInterfaces": [
    "filters:list region:string tags:map",
    "filters:list id!:string ids!:list region!:string tags!:map",
  ],
  "ec2:getRouteTable": [
    "filters:list gatewayId:string region:string routeTableId:string subnetId:string tags:map vpcId:string",
    "arn!:string associations!:list filters:list gatewayId!:string id!:string ownerId!:string region!:string routeTableId!:string routes!:list subnetId!:string tags!:map vpcId!:string",
  ],
  "ec2:getRouteTables": [
    "filters:list region:string tags:map vpcId:string",
    "filters:list id!:string ids!:list region!:string tags!:map vpcId:string",
  ],
  "ec2:getSecurityGroup": [
    "filters:list id:string name:string region:string tags:map vpcId:string",
    "arn!:string description!:string filters:list id!:string name!:string region!:string tags!:map vpcId!:string",
  ],
  "ec2:getSecurityGroups": [
    "filters:list region:string tags:map",
    "arns!:list filters:list id!:string ids!:list region!:string tags!:map vpcIds!:list",
  ],
  "ec2:getSubnet": [
    "availabilityZone:string availabilityZoneId:string cidrBlock:string defaultForAz:boolean filters:list id:string ipv6CidrBlock:string region:string state:string tags:map vpcId:string",
    "arn!:string assignIpv6AddressOnCreation!:boolean availabilityZone!:string availabilityZoneId!:string availableIpAddressCount!:number cidrBlock!:string customerOwnedIpv4Pool!:string defaultForAz!:boolean enableDns64!:boolean enableLniAtDeviceIndex!:number enableResourceNameDnsARecordOnLaunch!:boolean enableResourceNameDnsAaaaRecordOnLaunch!:boolean filters:list id!:string ipv6CidrBlock!:string ipv6CidrBlockAssociationId!:string ipv6Native!:boolean mapCustomerOwnedIpOnLaunch!:boolean mapPublicIpOnLaunch!:boolean outpostArn!:string ownerId!:string privateDnsHostnameTypeOnLaunch!:string region!:string state!:string tags!:map vpcId!:string",
  ],
  "ec2:getSubnets": [
    "filters:list region:string tags:map",
    "filters:list id!:string ids!:list region!:string tags!:map",
  ],
  "ec2:getVpc": [
    "cidrBlock:string default:boolean dhcpOptionsId:string filters:list id:string region:string state:string tags:map",
    "arn!:string cidrBlock!:string cidrBlockAssociations!:list default!:boolean dhcpOptionsId!:string enableDnsHostnames!:boolean enableDnsSupport!:boolean enableNetworkAddressUsageMetrics!:boolean filters:list id!:string instanceTenancy!:string ipv6AssociationId!:string ipv6CidrBlock!:string ipv6CidrBlockAssociations!:list mainRouteTableId!:string ownerId!:string region!:string state!:string tags!:map",
  ],
  "ec2:getVpcEndpoint": [
    "filters:list id:string region:string serviceName:string serviceRegion:string state:string tags:map vpcEndpointType:string vpcId:string",
    "arn!:string cidrBlocks!:list dnsEntries!:list dnsOptions!:list filters:list id!:string ipAddressType!:string networkInterfaceIds!:list ownerId!:string policy!:string prefixListId!:string privateDnsEnabled!:boolean region!:string requesterManaged!:boolean routeTableIds!:list securityGroupIds!:list serviceName!:string serviceRegion!:string state!:string subnetIds!:list tags!:map vpcEndpointType!:string vpcId!:string",
  ],
  "ec2:getVpcPeeringConnection": [
    "cidrBlock:string filters:list id:string ownerId:string peerCidrBlock:string peerOwnerId:string peerVpcId:string status:string tags:map vpcId:string",
    "accepter!:map cidrBlock!:string cidrBlockSets!:list filters:list id!:string ipv6CidrBlockSets!:list ownerId!:string peerCidrBlock!:string peerCidrBlockSets!:list peerIpv6CidrBlockSets!:list peerOwnerId!:string peerRegion!:string peerVpcId!:string region!:string requester!:map requesterRegion!:string status!:string tags!:map vpcId!:string",
  ],
  "ec2:getVpcs": [
    "filters:list region:string tags:map",
    "filters:list id!:string ids!:list region!:string tags!:map",
  ],
  "iam:Group": ["name:string path:string", "arn!:string name!:string path:string uniqueId!:string"],
  "iam:GroupMembership": ["group!:string name:string users!:list", "group!:string name!:string users!:list"],
  "iam:GroupPolicy": [
    "group!:string name:string namePrefix:string policy!:document",
    "group!:string name!:string namePrefix!:string policy!:string",
  ],
  "iam:GroupPolicyAttachment": ["group!:string policyArn!:string", "group!:string policyArn!:string"],
  "iam:InstanceProfile": [
    "name:string namePrefix:string path:string role:string tags:map",
    "arn!:string createDate!:string name!:string namePrefix!:string path:string role:string tags:map tagsAll!:map uniqueId!:string",
  ],
  "iam:Policy": [
    "delayAfterPolicyCreationInMs:number description:string name:string namePrefix:string path:string policy!:document tags:map",
    "arn!:string attachmentCount!:number delayAfterPolicyCreationInMs:number description:string name!:string namePrefix!:string path:string policy!:string policyId!:string tags:map tagsAll!:map",
  ],
  "iam:PolicyAttachment": [
    "groups:list name:string policyArn!:string roles:list users:list",
    "groups:list name!:string policyArn!:string roles:list users:list",
  ],
  "iam:Role": [
    "assumeRolePolicy!:document description:string forceDetachPolicies:boolean inlinePolicies:list managedPolicyArns:list maxSessionDuration:number name:string namePrefix:string path:string permissionsBoundary:string tags:map",
    "arn!:string assumeRolePolicy!:string createDate!:string description:string forceDetachPolicies:boolean inlinePolicies!:list managedPolicyArns!:list maxSessionDuration:number name!:string namePrefix!:string path:string permissionsBoundary:string tags:map tagsAll!:map uniqueId!:string",
  ],
  "iam:RolePolicy": [
    "name:string namePrefix:string policy!:document role!:string",
    "name!:string namePrefix!:string policy!:string role!:string",
  ],
  "iam:RolePolicyAttachment": ["policyArn!:string role!:string", "policyArn!:string role!:string"],
  "iam:User": [
    "forceDestroy:boolean name:string path:string permissionsBoundary:string tags:map",
    "arn!:string forceDestroy:boolean name!:string path:string permissionsBoundary:string tags:map tagsAll!:map uniqueId!:string",
  ],
  "iam:UserGroupMembership": ["groups!:list user!:string", "groups!:list user!:string"],
  "iam:UserPolicy": [
    "name:string namePrefix:string policy!:document user!:string",
    "name!:string namePrefix!:string policy!:string user!:string",
  ],
  "iam:UserPolicyAttachment": ["policyArn!:string user!:string", "policyArn!:string user!:string"],
  "iam:getGroup": [
    "groupName!:string",
    "arn!:string groupId!:string groupName!:string id!:string path!:string users!:list",
  ],
  "iam:getInstanceProfile": [
    "name!:string",
    "arn!:string createDate!:string id!:string name!:string path!:string roleArn!:string roleId!:string roleName!:string",
  ],
  "iam:getPolicy": [
    "arn:string name:string pathPrefix:string tags:map",
    "arn!:string attachmentCount!:number description!:string id!:string name!:string path!:string pathPrefix:string policy!:string policyId!:string tags!:map",
  ],
  "iam:getRole": [
    "name!:string tags:map",
    "arn!:string assumeRolePolicy!:string createDate!:string description!:string id!:string maxSessionDuration!:number name!:string path!:string permissionsBoundary!:string roleLastUseds!:list tags!:map uniqueId!:string",
  ],
  "iam:getUser": [
    "tags:map userName!:string",
    "arn!:string id!:string path!:string permissionsBoundary!:string tags!:map userId!:string userName!:string",
  ],
  "lb:Listener": [
    "alpnPolicy:string certificateArn:string defaultActions!:list loadBalancerArn!:string mutualAuthentication:map port:number protocol:string region:string routingHttpRequestXAmznMtlsClientcertHeaderName:string routingHttpRequestXAmznMtlsClientcertIssuerHeaderName:string routingHttpRequestXAmznMtlsClientcertLeafHeaderName:string routingHttpRequestXAmznMtlsClientcertSerialNumberHeaderName:string routingHttpRequestXAmznMtlsClientcertSubjectHeaderName:string routingHttpRequestXAmznMtlsClientcertValidityHeaderName:string routingHttpRequestXAmznTlsCipherSuiteHeaderName:string routingHttpRequestXAmznTlsVersionHeaderName:string routingHttpResponseAccessControlAllowCredentialsHeaderValue:string routingHttpResponseAccessControlAllowHeadersHeaderValue:string routingHttpResponseAccessControlAllowMethodsHeaderValue:string routingHttpResponseAccessControlAllowOriginHeaderValue:string routingHttpResponseAccessControlExposeHeadersHeaderValue:string routingHttpResponseAccessControlMaxAgeHeaderValue:string routingHttpResponseContentSecurityPolicyHeaderValue:string routingHttpResponseServerEnabled:boolean routingHttpResponseStrictTransportSecurityHeaderValue:string routingHttpResponseXContentTypeOptionsHeaderValue:string routingHttpResponseXFrameOptionsHeaderValue:string sslPolicy:string tags:map tcpIdleTimeoutSeconds:number",
    "alpnPolicy:string arn!:string certificateArn:string defaultActions!:list loadBalancerArn!:string mutualAuthentication!:map port:number protocol!:string region!:string routingHttpRequestXAmznMtlsClientcertHeaderName!:string routingHttpRequestXAmznMtlsClientcertIssuerHeaderName!:string routingHttpRequestXAmznMtlsClientcertLeafHeaderName!:string routingHttpRequestXAmznMtlsClientcertSerialNumberHeaderName!:string routingHttpRequestXAmznMtlsClientcertSubjectHeaderName!:string routingHttpRequestXAmznMtlsClientcertValidityHeaderName!:string routingHttpRequestXAmznTlsCipherSuiteHeaderName!:string routingHttpRequestXAmznTlsVersionHeaderName!:string routingHttpResponseAccessControlAllowCredentialsHeaderValue!:string routingHttpResponseAccessControlAllowHeadersHeaderValue!:string routingHttpResponseAccessControlAllowMethodsHeaderValue!:string routingHttpResponseAccessControlAllowOriginHeaderValue!:string routingHttpResponseAccessControlExposeHeadersHeaderValue!:string routingHttpResponseAccessControlMaxAgeHeaderValue!:string routingHttpResponseContentSecurityPolicyHeaderValue!:string routingHttpResponseServerEnabled!:boolean routingHttpResponseStrictTransportSecurityHeaderValue!:string routingHttpResponseXContentTypeOptionsHeaderValue!:string routingHttpResponseXFrameOptionsHeaderValue!:string sslPolicy!:string tags:map tagsAll!:map tcpIdleTimeoutSeconds!:number",
  ],
  "lb:ListenerCertificate": [
    "certificateArn!:string listenerArn!:string region:string",
    "certificateArn!:string listenerArn!:string region!:string",
  ],
  "lb:ListenerRule": [
    "actions!:list conditions!:list listenerArn!:string priority:number region:string tags:map transforms:list",
    "actions!:list arn!:string conditions!:list listenerArn!:string priority!:number region!:string tags:map tagsAll!:map transforms:list",
  ],
  "lb:LoadBalancer": [
    "accessLogs:map clientKeepAlive:number connectionLogs:map customerOwnedIpv4Pool:string desyncMitigationMode:string dnsRecordClientRoutingPolicy:string dropInvalidHeaderFields:boolean enableCrossZoneLoadBalancing:boolean enableDeletionProtection:boolean enableHttp2:boolean enablePrefixForIpv6SourceNat:string enableTlsVersionAndCipherSuiteHeaders:boolean enableWafFailOpen:boolean enableXffClientPort:boolean enableZonalShift:boolean enforceSecurityGroupInboundRulesOnPrivateLinkTraffic:string healthCheckLogs:map idleTimeout:number internal:boolean ipAddressType:string ipamPools:map loadBalancerType:string minimumLoadBalancerCapacity:map name:string namePrefix:string preserveHostHeader:boolean region:string secondaryIpsAutoAssignedPerSubnet:number securityGroups:list subnetMappings:list subnets:list tags:map xffHeaderProcessingMode:string",
    "accessLogs:map arn!:string arnSuffix!:string clientKeepAlive:number connectionLogs:map customerOwnedIpv4Pool:string desyncMitigationMode:string dnsName!:string dnsRecordClientRoutingPolicy:string dropInvalidHeaderFields:boolean enableCrossZoneLoadBalancing:boolean enableDeletionProtection:boolean enableHttp2:boolean enablePrefixForIpv6SourceNat!:string enableTlsVersionAndCipherSuiteHeaders:boolean enableWafFailOpen:boolean enableXffClientPort:boolean enableZonalShift:boolean enforceSecurityGroupInboundRulesOnPrivateLinkTraffic!:string healthCheckLogs:map idleTimeout:number internal!:boolean ipAddressType!:string ipamPools:map loadBalancerType:string minimumLoadBalancerCapacity:map name!:string namePrefix!:string preserveHostHeader:boolean region!:string secondaryIpsAutoAssignedPerSubnet!:number securityGroups!:list subnetMappings!:list subnets!:list tags:map tagsAll!:map vpcId!:string xffHeaderProcessingMode:string zoneId!:string",
  ],
  "lb:TargetGroup": [
    "connectionTermination:boolean deregistrationDelay:number healthCheck:map ipAddressType:string lambdaMultiValueHeadersEnabled:boolean loadBalancingAlgorithmType:string loadBalancingAnomalyMitigation:string loadBalancingCrossZoneEnabled:string name:string namePrefix:string port:number preserveClientIp:string protocol:string protocolVersion:string proxyProtocolV2:boolean region:string slowStart:number stickiness:map tags:map targetControlPort:number targetFailovers:list targetGroupHealth:map targetHealthStates:list targetType:string vpcId:string",
    "arn!:string arnSuffix!:string connectionTermination!:boolean deregistrationDelay:number healthCheck!:map ipAddressType!:string lambdaMultiValueHeadersEnabled:boolean loadBalancerArns!:list loadBalancingAlgorithmType!:string loadBalancingAnomalyMitigation!:string loadBalancingCrossZoneEnabled!:string name!:string namePrefix!:string port:number preserveClientIp!:string protocol:string protocolVersion!:string proxyProtocolV2:boolean region!:string slowStart:number stickiness!:map tags:map tagsAll!:map targetControlPort:number targetFailovers!:list targetGroupHealth!:map targetHealthStates!:list targetType:string vpcId:string",
  ],
  "lb:TargetGroupAttachment": [
    "availabilityZone:string port:number quicServerId:string region:string targetGroupArn!:string targetId!:string",
    "availabilityZone:string port:number quicServerId:string region!:string targetGroupArn!:string targetId!:string",
  ],
  "lb:getHostedZoneId": [
    "loadBalancerType:string region:string",
    "id!:string loadBalancerType:string region!:string",
  ],
  "lb:getLbs": ["region:string tags:map", "arns!:list id!:string region!:string tags:map"],
  "lb:getListener": [
    "arn:string loadBalancerArn:string port:number region:string tags:map",
    "alpnPolicy!:string arn!:string certificateArn!:string defaultActions!:list id!:string loadBalancerArn!:string mutualAuthentications!:list port!:number protocol!:string region!:string sslPolicy!:string tags!:map",
  ],
  "lb:getListenerRule": [
    "actions:list arn:string conditions:list listenerArn:string priority:number region:string transforms:list",
    "actions:list arn!:string conditions:list listenerArn!:string priority!:number region!:string tags!:map transforms:list",
  ],
  "lb:getLoadBalancer": [
    "arn:string name:string region:string tags:map",
    "accessLogs!:map arn!:string arnSuffix!:string clientKeepAlive!:number connectionLogs!:list customerOwnedIpv4Pool!:string desyncMitigationMode!:string dnsName!:string dnsRecordClientRoutingPolicy!:string dropInvalidHeaderFields!:boolean enableCrossZoneLoadBalancing!:boolean enableDeletionProtection!:boolean enableHttp2!:boolean enablePrefixForIpv6SourceNat!:string enableTlsVersionAndCipherSuiteHeaders!:boolean enableWafFailOpen!:boolean enableXffClientPort!:boolean enableZonalShift!:boolean enforceSecurityGroupInboundRulesOnPrivateLinkTraffic!:string healthCheckLogs!:list id!:string idleTimeout!:number internal!:boolean ipAddressType!:string ipamPools!:list loadBalancerType!:string name!:string preserveHostHeader!:boolean region!:string secondaryIpsAutoAssignedPerSubnet!:number securityGroups!:list subnetMappings!:list subnets!:list tags!:map vpcId!:string xffHeaderProcessingMode!:string zoneId!:string",
  ],
  "lb:getTargetGroup": [
    "arn:string loadBalancingAnomalyMitigation:string name:string region:string tags:map",
    "arn!:string arnSuffix!:string connectionTermination!:boolean deregistrationDelay!:string healthCheck!:map id!:string lambdaMultiValueHeadersEnabled!:boolean loadBalancerArns!:list loadBalancingAlgorithmType!:string loadBalancingAnomalyMitigation!:string loadBalancingCrossZoneEnabled!:string name!:string port!:number preserveClientIp!:string protocol!:string protocolVersion!:string proxyProtocolV2!:boolean region!:string slowStart!:number stickiness!:map tags!:map targetControlPort!:number targetType!:string vpcId!:string",
  ],
  "ssm:Parameter": [
    "allowedPattern:string arn:string dataType:string description:string insecureValue:string keyId:string name:string overwrite:boolean region:string tags:map tier:string type!:string value:string valueWo:string valueWoVersion:number",
    "allowedPattern:string arn!:string dataType!:string description:string hasValueWo!:boolean insecureValue!:string keyId!:string name!:string overwrite:boolean region!:string tags:map tagsAll!:map tier!:string type!:string value!:string valueWo:string valueWoVersion:number version!:number",
  ],
};
